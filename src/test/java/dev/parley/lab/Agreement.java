package dev.parley.lab;

import dev.parley.lab.Fact.Got;
import dev.parley.lab.Fact.Logged;
import dev.parley.lab.Fact.Sent;
import dev.parley.lab.Fact.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An id is the same message for everybody, and the one that was sent. */
final class Agreement implements Check {
    @Override
    public List<String> wrong(History history) {
        List<String> wrong = new ArrayList<>();
        Map<String, Sent> sends = history.sends();
        Map<String, String> owners = history.owners();
        Map<Long, Text> known = new HashMap<>();
        Stream.concat(
                        history.of(Got.class).stream().map(Got::text),
                        history.of(Logged.class).stream().flatMap(log -> log.texts().stream()))
                .forEach(text -> {
                    Text first = known.putIfAbsent(text.id(), text);
                    if (first == null && !isAsSent(text, sends.get(text.ref()), owners)) {
                        wrong.add("nobody sent " + text);
                    } else if (first != null && !first.equals(text)) {
                        wrong.add(text.id() + " is " + first + " and " + text);
                    }
                });
        return wrong;
    }

    private static boolean isAsSent(Text text, Sent sent, Map<String, String> owners) {
        return sent != null
                && sent.conversation().equals(text.conversation())
                && sent.replyTo() == text.replyTo()
                && text.from().equals(owners.get(sent.device()));
    }
}
