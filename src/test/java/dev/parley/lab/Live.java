package dev.parley.lab;

import dev.parley.lab.Fact.Disturbed;
import dev.parley.lab.Fact.Got;
import dev.parley.lab.History.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Subscriptions and the session directory are right again {@value #SETTLING_MILLIS} ms after a fault: what is sent then is on
 * every connected device of every member within {@value #LIMIT_MILLIS} ms, without a sync.
 */
final class Live implements Check {
    static final long SETTLING_MILLIS = 10_000;
    static final long LIMIT_MILLIS = 10_000;
    /** What comes later after a fault has another cause. */
    private static final long LONGEST_SETTLING_MILLIS = 30_000;

    /** A message on a device. */
    private record Arrival(String device, long id) {}

    /** A message that did not come to a connected device in time. */
    private record Miss(String device, Message message) {
        @Override
        public String toString() {
            return device + " did not get " + message.ref() + " live, accepted at " + message.acceptedAt();
        }
    }

    @Override
    public List<String> wrong(History history) {
        List<Disturbed> disturbed = history.of(Disturbed.class);
        return misses(history)
                .filter(miss -> isCalm(miss.message(), disturbed))
                .map(Miss::toString)
                .toList();
    }

    /** For each fault, how long after it what was sent still did not come. */
    static List<String> settling(History history) {
        List<Miss> misses = misses(history).toList();
        return history.of(Disturbed.class).stream()
                .map(fault -> "%s: all is live again after %d ms".formatted(fault.fault(), settled(fault, misses)))
                .toList();
    }

    private static long settled(Disturbed fault, List<Miss> misses) {
        return misses.stream()
                .mapToLong(miss -> miss.message().first().at() - fault.until())
                .filter(after -> after > 0 && after <= LONGEST_SETTLING_MILLIS)
                .max()
                .orElse(0);
    }

    private static Stream<Miss> misses(History history) {
        Map<Arrival, Long> arrivals = new HashMap<>();
        history.of(Got.class).stream()
                .filter(Got::live)
                .forEach(got -> arrivals.putIfAbsent(
                        new Arrival(got.device(), got.entry().id()), got.at()));
        Stays stays = new Stays(history);
        Members members = new Members(history);
        List<Message> once = history.messages().stream()
                .filter(message -> message.attempts() == 1)
                .toList();
        return history.owners().entrySet().stream().flatMap(owned -> once.stream()
                .filter(message -> !message.device().equals(owned.getKey())
                        && members.surelyIn(message, owned.getValue())
                        && stays.isHere(
                                owned.getKey(),
                                message.first().at() - LIMIT_MILLIS,
                                message.acceptedAt() + LIMIT_MILLIS)
                        && arrivals.getOrDefault(new Arrival(owned.getKey(), message.id()), Long.MAX_VALUE)
                                > message.acceptedAt() + LIMIT_MILLIS)
                .map(message -> new Miss(owned.getKey(), message)));
    }

    private static boolean isCalm(Message message, List<Disturbed> disturbed) {
        return disturbed.stream()
                .noneMatch(
                        one -> one.until() + SETTLING_MILLIS >= message.first().at()
                                && one.from() <= message.acceptedAt() + LIMIT_MILLIS);
    }
}
