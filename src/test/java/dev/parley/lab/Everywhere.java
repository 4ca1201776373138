package dev.parley.lab;

import dev.parley.lab.Fact.Accepted;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Sent;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every accepted message is on every device of every member, and in the log, once: nothing is lost, and nothing doubled. */
final class Everywhere implements Check {
    @Override
    public List<String> wrong(History history) {
        List<String> wrong = new ArrayList<>();
        Members members = new Members(history);
        Map<String, Set<Long>> had = had(history);
        List<Message> messages = history.messages();
        history.owners().forEach((device, user) -> messages.stream()
                .filter(message -> members.surelyIn(message, user))
                .filter(message -> !had.getOrDefault(device, Set.of()).contains(message.id()))
                .forEach(message -> wrong.add(device + " lacks " + message.ref() + " (" + message.id() + ")")));
        history.of(Logged.class).forEach(log -> wrong.addAll(inLog(log, messages, members)));
        wrong.addAll(doubled(history));
        return wrong;
    }

    /** By device, the ids it has: what it got, and what it sent. */
    private static Map<String, Set<Long>> had(History history) {
        Map<String, Set<Long>> had = new HashMap<>();
        history.of(Got.class).forEach(got -> had.computeIfAbsent(got.device(), first -> new HashSet<>())
                .add(got.entry().id()));
        history.of(Accepted.class).forEach(answer -> had.computeIfAbsent(answer.device(), first -> new HashSet<>())
                .add(answer.id()));
        return had;
    }

    private static List<String> inLog(Logged log, List<Message> messages, Members members) {
        List<String> wrong = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        for (Entry text : log.texts()) {
            if (!ids.add(text.id())) {
                wrong.add("the log of " + log.conversation() + " has " + text.id() + " twice");
            }
        }
        messages.stream()
                .filter(message -> !message.amends() && message.conversation().equals(log.conversation()))
                .filter(message -> members.surelyIn(message, log.user()))
                .filter(message -> !ids.contains(message.id()))
                .forEach(message -> wrong.add(
                        "the log of " + log.conversation() + " lacks " + message.ref() + " for " + log.user()));
        return wrong;
    }

    private static List<String> doubled(History history) {
        Map<String, Set<Long>> idsByRef = new HashMap<>();
        Map<String, Sent> sends = history.sends();
        history.of(Got.class).forEach(got -> note(idsByRef, got.entry(), sends));
        history.of(Logged.class).forEach(log -> log.texts().forEach(text -> note(idsByRef, text, sends)));
        history.of(Accepted.class).forEach(answer -> idsByRef.computeIfAbsent(answer.ref(), first -> new HashSet<>())
                .add(answer.id()));
        return idsByRef.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " is there as " + entry.getValue())
                .toList();
    }

    /** What an edit made of a text has the id of that text. */
    private static void note(Map<String, Set<Long>> idsByRef, Entry entry, Map<String, Sent> sends) {
        Sent sent = sends.get(entry.says());
        if (sent != null && sent.kind() == Kind.TEXT) {
            idsByRef.computeIfAbsent(entry.says(), first -> new HashSet<>()).add(entry.id());
        }
    }
}
