package dev.parley.lab;

import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Follows;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Of all changes of a text the one with the largest id counts. In the end every device, every inbox and every log shows what it
 * made of the text, and a deleted one says nothing; and nothing ever says what was not meant for it, or what an earlier change
 * made of it.
 */
final class LastState implements Check {
    @Override
    public List<String> wrong(History history) {
        Texts texts = new Texts(history);
        Stream<String> ever = history.shown()
                .distinct()
                .filter(entry -> !texts.mayBe(entry))
                .map(entry -> "nobody said that: " + entry);
        Stream<String> logs = history.of(Logged.class).stream().flatMap(log -> log.texts().stream()
                .filter(text -> !texts.isLast(text))
                .map(text -> "the log of " + log.user() + " has " + text + texts.instead(text)));
        Stream<String> inboxes = history.of(Follows.class).stream().flatMap(inbox -> inbox.entries().stream()
                .filter(entry -> !texts.isLast(entry) && !saysNothing(entry))
                .map(entry -> "the inbox of " + inbox.user() + " has " + entry + texts.instead(entry)));
        return Stream.of(ever, logs, inboxes, devices(history, texts).stream())
                .flatMap(lines -> lines)
                .toList();
    }

    /** A deletion says nothing ever after, whatever was accepted beside it: an edit whose sender had not heard of it. */
    private static boolean saysNothing(Entry entry) {
        return entry.kind() == Kind.DELETE && entry.says().isEmpty();
    }

    private static List<String> devices(History history, Texts texts) {
        Map<String, Map<Long, Entry>> newest = new HashMap<>();
        for (Got got : history.of(Got.class)) {
            newest.computeIfAbsent(got.device(), first -> new HashMap<>())
                    .merge(Texts.textOf(got.entry()), got.entry(), LastState::newer);
        }
        Map<String, String> owners = history.owners();
        Members members = new Members(history);
        List<String> wrong = new ArrayList<>();
        newest.forEach((device, shown) -> shown.values().stream()
                .filter(entry -> !texts.isLast(entry) && members.surelyIn(texts.last(entry), owners.get(device)))
                .forEach(entry -> wrong.add(device + " shows " + entry + texts.instead(entry))));
        return wrong;
    }

    private static Entry newer(Entry one, Entry other) {
        return other.id() >= one.id() ? other : one;
    }

    /** What was made of each text. */
    private static final class Texts {
        /** By text, its accepted states by id: itself, edits and deletions. */
        private final Map<Long, TreeMap<Long, Message>> states = new HashMap<>();

        Texts(History history) {
            history.messages().forEach(message -> states.computeIfAbsent(
                            message.amends() ? message.first().names() : message.id(), first -> new TreeMap<>())
                    .put(message.id(), message));
        }

        static long textOf(Entry entry) {
            return entry.kind().amends() ? entry.names() : entry.id();
        }

        /** The last change of a text, or itself. */
        Message last(Entry entry) {
            return states.get(textOf(entry)).lastEntry().getValue();
        }

        boolean isLast(Entry entry) {
            return !states.containsKey(textOf(entry)) || entry.says().equals(says(last(entry)));
        }

        /** Whether its text was made what an entry says, and not before that entry. */
        boolean mayBe(Entry entry) {
            return !states.containsKey(textOf(entry))
                    || states.get(textOf(entry)).tailMap(entry.id()).values().stream()
                            .anyMatch(state -> entry.says().equals(says(state)));
        }

        String instead(Entry entry) {
            return " instead of '" + says(last(entry)) + "'";
        }

        private static String says(Message state) {
            return state.first().kind() == Kind.DELETE ? "" : state.ref();
        }
    }
}
