package dev.parley.lab;

import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Sent;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An id is the same message for everybody, and the one that was sent; {@link LastState} judges what it says. */
final class Agreement implements Check {
    @Override
    public List<String> wrong(History history) {
        List<String> wrong = new ArrayList<>();
        Map<String, Sent> sends = history.sends();
        Map<Long, Message> accepted = history.byId();
        Map<String, String> owners = history.owners();
        Map<Long, Entry> known = new HashMap<>();
        history.shown().forEach(entry -> {
            Entry first = known.putIfAbsent(entry.id(), entry);
            if (first == null) {
                Message message = accepted.get(entry.id());
                Sent sent = message == null ? sends.get(entry.says()) : message.first();
                if (sent == null || !isAsSent(entry, sent, owners)) {
                    wrong.add("nobody sent " + entry);
                }
            } else if (!isSame(first, entry)) {
                wrong.add(entry.id() + " is " + first + " and " + entry);
            }
        });
        return wrong;
    }

    private static boolean isAsSent(Entry entry, Sent sent, Map<String, String> owners) {
        return sent.conversation().equals(entry.conversation())
                && sent.kind() == entry.kind()
                && sent.names() == entry.names()
                && entry.from().equals(owners.get(sent.device()));
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.conversation().equals(other.conversation())
                && one.kind() == other.kind()
                && one.names() == other.names()
                && one.from().equals(other.from());
    }
}
