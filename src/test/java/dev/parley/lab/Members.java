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

    private final Map<Long, Message> messages;

    Members(History history) {
        messages = history.byId();
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

    /**
     * Whether {@code user} was a member all the while in which a message may have been stored; and what it changes, where it
     * does.
     */
    boolean surelyIn(Message message, String user) {
        return isAllAlong(message, user, true) && changedBy(message).allMatch(text -> isAllAlong(text, user, true));
    }

    /** Whether {@code user} was no member all that while, or all the while in which what it changes may have been stored. */
    boolean surelyOut(Message message, String user) {
        return isAllAlong(message, user, false) || changedBy(message).anyMatch(text -> isAllAlong(text, user, false));
    }

    private Stream<Message> changedBy(Message message) {
        return message.amends() ? Stream.ofNullable(messages.get(message.first().names())) : Stream.empty();
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
