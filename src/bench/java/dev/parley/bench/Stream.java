package dev.parley.bench;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What one sender writes in one conversation, and what came of it. Its receivers are clients with numbers in a row, the
 * sender, who gets no copy, maybe among them.
 */
final class Stream {
    private final int number;
    private final Client sender;
    private final Target target;
    private final Track accepted = new Track();
    private final Track[] received;
    private final int receivers;
    private int sent;

    /**
     * @param conversation its id on the server
     * @param json what a {@code send} says it is {@code to}
     * @param first number of the first receiver
     * @param count of receivers
     */
    record Target(String conversation, String json, int first, int count) {}

    Stream(int number, Client sender, Target target) {
        this.number = number;
        this.sender = sender;
        this.target = target;
        this.received = IntStream.range(0, target.count())
                .mapToObj(receiver -> new Track())
                .toArray(Track[]::new);
        this.receivers = (int)
                IntStream.range(0, target.count()).filter(this::isReceiver).count();
    }

    int number() {
        return number;
    }

    Client sender() {
        return sender;
    }

    Target target() {
        return target;
    }

    /** How many clients each message is for. */
    int receivers() {
        return receivers;
    }

    /** How many were sent. */
    int sent() {
        return sent;
    }

    /** Counts one more as sent, and gives its position. */
    int next() {
        return sent++;
    }

    /** What the server said of those sent. */
    Track accepted() {
        return accepted;
    }

    /** Whether a client is to get this. */
    boolean isFor(int client) {
        return isReceiver(client - target.first());
    }

    /** What a client that is to get this got of it. */
    Track received(int client) {
        return received[client - target.first()];
    }

    /**
     * How many did not come, to all receivers together.
     *
     * @param answered whether only what was accepted has to come
     */
    long missing(boolean answered) {
        return count(position -> !answered || accepted.id(position) != 0, (position, track) -> track.id(position) == 0);
    }

    /** How many came under an id that is not the one they were accepted under. */
    long misnamed() {
        return count(
                position -> accepted.id(position) != 0,
                (position, track) -> track.id(position) != 0 && track.id(position) != accepted.id(position));
    }

    private interface Of {
        boolean test(int position, Track track);
    }

    private long count(IntPredicate positions, Of such) {
        return IntStream.range(0, received.length)
                .filter(this::isReceiver)
                .mapToLong(receiver -> IntStream.range(0, sent)
                        .filter(positions)
                        .filter(position -> such.test(position, received[receiver]))
                        .count())
                .sum();
    }

    private boolean isReceiver(int index) {
        return index >= 0 && index < received.length && target.first() + index != sender.number();
    }
}
