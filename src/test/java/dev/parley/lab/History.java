package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Owned;
import dev.parley.lab.Fact.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All facts, in the order in which they were noted. Safe for use by any thread. */
final class History {
    private final List<Fact> facts = new ArrayList<>();

    /** A message that was accepted: which device sent it when, and when that was answered. */
    record Message(long id, String ref, String conversation, String user, Sent first, int attempts, long acceptedAt) {
        String device() {
            return first.device();
        }

        /** Whether it changes a text, and is none. */
        boolean amends() {
            return first.kind().amends();
        }
    }

    synchronized void add(Fact fact) {
        facts.add(fact);
    }

    synchronized int size() {
        return facts.size();
    }

    synchronized List<Fact> all() {
        return List.copyOf(facts);
    }

    <T extends Fact> List<T> of(Class<T> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All that anybody was shown, by whatever way. */
    Stream<Entry> shown() {
        return all().stream().flatMap(fact -> {
            if (fact instanceof Got got) {
                return Stream.of(got.entry());
            }
            if (fact instanceof Logged log) {
                return log.texts().stream();
            }
            return fact instanceof Follows inbox ? inbox.entries().stream() : Stream.empty();
        });
    }

    /** By device, whose it is. */
    Map<String, String> owners() {
        Map<String, String> owners = new LinkedHashMap<>();
        of(Owned.class).forEach(owned -> owners.put(owned.device(), owned.user()));
        return owners;
    }

    /** By id, what was accepted. */
    Map<Long, Message> byId() {
        Map<Long, Message> byId = new HashMap<>();
        messages().forEach(message -> byId.put(message.id(), message));
        return byId;
    }

    /** By ref, the first attempt of each send. */
    Map<String, Sent> sends() {
        Map<String, Sent> sends = new LinkedHashMap<>();
        of(Sent.class).forEach(sent -> sends.putIfAbsent(sent.ref(), sent));
        return sends;
    }

    /** What was accepted, in the order in which it was first sent. */
    List<Message> messages() {
        Map<String, String> owners = owners();
        Map<String, Integer> attempts = new LinkedHashMap<>();
        of(Sent.class).forEach(sent -> attempts.merge(sent.ref(), 1, Integer::sum));
        Map<String, Accepted> accepted = new LinkedHashMap<>();
        of(Accepted.class).forEach(answer -> accepted.putIfAbsent(answer.ref(), answer));
        List<Message> messages = new ArrayList<>();
        sends().forEach((ref, sent) -> {
            Accepted answer = accepted.get(ref);
            if (answer != null) {
                messages.add(new Message(
                        answer.id(),
                        ref,
                        answer.conversation(),
                        owners.get(sent.device()),
                        sent,
                        attempts.get(ref),
                        answer.at()));
            }
        });
        return messages;
    }
}
