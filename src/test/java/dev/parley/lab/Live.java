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

    /** For each fault, how long after it what was sent still did not come, as far as the next fault lets that be told. */
    static List<String> settling(History history) {
        List<Miss> misses = misses(history).toList();
        List<Disturbed> disturbed = history.of(Disturbed.class);
        return disturbed.stream()
                .map(fault -> settling(fault, nextAfter(fault, disturbed), misses))
                .toList();
    }

    private static String settling(Disturbed fault, long next, List<Miss> misses) {
        long watched = Math.min(LONGEST_SETTLING_MILLIS, next - LIMIT_MILLIS - fault.until());
        if (watched <= 0) {
            return "%s: the next fault came too soon to tell when all was live".formatted(fault.fault());
        }
        return "%s: all is live again after %d ms, told for %d ms"
                .formatted(fault.fault(), settled(fault, next, misses), watched);
    }

    private static long settled(Disturbed fault, long next, List<Miss> misses) {
        return misses.stream()
                .filter(miss -> miss.message().acceptedAt() + LIMIT_MILLIS < next)
                .mapToLong(miss -> miss.message().first().at() - fault.until())
                .filter(after -> after > 0 && after <= LONGEST_SETTLING_MILLIS)
                .max()
                .orElse(0);
    }

    private static long nextAfter(Disturbed fault, List<Disturbed> disturbed) {
        return disturbed.stream()
                .mapToLong(Disturbed::from)
                .filter(from -> from > fault.from())
                .min()
                .orElse(Long.MAX_VALUE);
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
