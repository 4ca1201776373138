package dev.parley.lab;

import dev.parley.lab.Fact.Changed;
import dev.parley.lab.History.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who was in which conversation when, as far as clients can know. */
final class Members {
    /** By conversation and user, their comings and goings in order. */
    private final Map<String, Map<String, List<Changed>>> changes = new HashMap<>();

    Members(History history) {
        history.of(Changed.class)
                .forEach(change -> changes.computeIfAbsent(change.conversation(), first -> new HashMap<>())
                        .merge(change.user(), List.of(change), Members::followedBy));
    }

    private static List<Changed> followedBy(List<Changed> some, List<Changed> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** All who ever were in a conversation. */
    Set<String> of(String conversation) {
        return changes.getOrDefault(conversation, Map.of()).keySet();
    }

    /** Whether {@code user} was a member all the while in which a message may have been stored. */
    boolean surelyIn(Message message, String user) {
        return isAllAlong(message, user, true);
    }

    /** Whether {@code user} was no member all that while. */
    boolean surelyOut(Message message, String user) {
        return isAllAlong(message, user, false);
    }

    private boolean isAllAlong(Message message, String user, boolean in) {
        boolean surely = !in;
        for (Changed change :
                changes.getOrDefault(message.conversation(), Map.of()).getOrDefault(user, List.of())) {
            if (change.from() > message.acceptedAt()) {
                break;
            }
            surely = change.in() == in && change.until() <= message.first().at();
        }
        return surely;
    }
}
