package dev.parley.lab;

import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.History.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Subscriptions and the session directory are right again {@value #SETTLING_MILLIS} ms after a fault: what is sent then is on
 * every connected device of every member within {@value #LIMIT_MILLIS} ms, without a sync.
 */
final class Live implements Check {
    static final long SETTLING_MILLIS = 10_000;
    static final long LIMIT_MILLIS = 10_000;

    /** A message on a device. */
    private record Arrival(String device, long id) {}

    @Override
    public List<String> wrong(History history) {
        Map<Arrival, Long> arrivals = new HashMap<>();
        history.of(Got.class).stream()
                .filter(Got::live)
                .forEach(got -> arrivals.putIfAbsent(
                        new Arrival(got.device(), got.entry().id()), got.at()));
        Stays stays = new Stays(history);
        Members members = new Members(history);
        List<Disturbed> disturbed = history.of(Disturbed.class);
        List<Message> calm = history.messages().stream()
                .filter(message -> message.attempts() == 1 && isCalm(message, disturbed))
                .toList();
        List<String> wrong = new ArrayList<>();
        history.owners().forEach((device, user) -> calm.stream()
                .filter(message -> !message.device().equals(device) && members.surelyIn(message, user))
                .filter(message ->
                        stays.isHere(device, message.first().at() - LIMIT_MILLIS, message.acceptedAt() + LIMIT_MILLIS))
                .filter(message -> arrivals.getOrDefault(new Arrival(device, message.id()), Long.MAX_VALUE)
                        > message.acceptedAt() + LIMIT_MILLIS)
                .forEach(message -> wrong.add(
                        device + " did not get " + message.ref() + " live, accepted at " + message.acceptedAt())));
        return wrong;
    }

    private static boolean isCalm(Message message, List<Disturbed> disturbed) {
        return disturbed.stream()
                .noneMatch(
                        one -> one.until() + SETTLING_MILLIS >= message.first().at()
                                && one.from() <= message.acceptedAt() + LIMIT_MILLIS);
    }
}
