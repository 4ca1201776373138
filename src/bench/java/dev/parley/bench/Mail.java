package dev.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The messages of one run: sends them, and checks what comes of each. Every client that may get one listens with this. Used
 * on the event loop of the clients.
 */
final class Mail implements Client.Listener {
    /** From when a message was due until a receiver had it. */
    static final String RECEIVED = "send to receive";
    /** The same for a receiver that was away. */
    static final String CAUGHT_UP = "send to caught up";
    /** From when a message was due until its sender knew that it is durable. */
    static final String ACCEPTED = "send to accepted";
    /** From when a message was due until its sender knew that it has to send it again. */
    static final String REFUSED = "send to refused";
    /** What the sender cannot know when to send again. */
    static final String NO_TIME = "without a time to send again";
    /** How late the generator itself was. */
    static final String SENT_LATE = "sent late by";

    private static final long NO_ID = 0;

    private final int run = ThreadLocalRandom.current().nextInt(1_000_000);
    private final List<Stream> streams = new ArrayList<>();
    private final boolean accepts;
    private final String padding;
    private Tally tally;
    private Consumer<Stream> answered = stream -> {};
    private long open;
    private long expected;

    /**
     * @param accepts whether the server says of each message that it is accepted
     * @param textLength of a message, in characters
     */
    Mail(Tally tally, boolean accepts, int textLength) {
        this.tally = tally;
        this.accepts = accepts;
        this.padding = ".".repeat(textLength);
    }

    /** Counts what happens from now on into another tally. */
    void countInto(Tally next) {
        tally = next;
    }

    /** The number that its stamps carry. */
    int run() {
        return run;
    }

    /** What one sender writes in one conversation. */
    Stream stream(Client sender, Stream.Target target) {
        Stream stream = new Stream(streams.size(), sender, target);
        streams.add(stream);
        return stream;
    }

    List<Stream> streams() {
        return streams;
    }

    /** Has somebody told of every answer to a send. */
    void onAnswer(Consumer<Stream> next) {
        answered = next;
    }

    void send(Stream stream, long dueNanos) {
        Stamp stamp = new Stamp(run, stream.number(), stream.next(), dueNanos);
        String ref = stamp.toString();
        int pad = Math.max(0, padding.length() - ref.length());
        tally.counts().one("sent");
        open++;
        expected += stream.receivers();
        stream.sender().sent(1);
        stream.sender()
                .write("{\"type\":\"send\",\"ref\":\"" + ref + "\",\"to\":"
                        + stream.target().json() + ",\"text\":\"" + ref + padding.substring(0, pad) + "\"}");
        tally.latencies().now(SENT_LATE, dueNanos);
    }

    /** How many are not answered as yet. */
    long open() {
        return open;
    }

    /** Whether all that was sent is answered, and all that was accepted has come. */
    boolean isOver() {
        return (!accepts || open == 0) && expected <= 0;
    }

    @Override
    public void heard(Client client, Frame frame) {
        switch (frame.type()) {
            case MESSAGE -> message(client, frame, frame.number("id"));
            case SEND -> message(client, frame, NO_ID);
            case ACCEPTED -> accepted(frame);
            case FAILED -> failed(frame);
            case ERROR -> tally.counts().one("error " + frame.text("code").orElse("of no code"));
            default -> {}
        }
    }

    @Override
    public void cutOff(Client client) {
        tally.counts().one("cut off");
    }

    /** A message that another run left is none of ours. */
    private void message(Client client, Frame frame, long id) {
        if (id != NO_ID) {
            client.received(id);
        }
        frame.stamp("text").filter(stamp -> stamp.run() == run).ifPresent(stamp -> message(client, stamp, id));
    }

    private void message(Client client, Stamp stamp, long id) {
        Stream stream = streams.get(stamp.stream());
        if (client == stream.sender() && !client.isConnected()) {
            tally.counts().one("caught up on by its sender");
            return;
        }
        if (!stream.isFor(client.number())) {
            tally.counts().one("came to a stranger");
            return;
        }
        switch (stream.received(client.number()).take(stamp.position(), id == NO_ID ? stamp.position() + 1 : id)) {
            case IN_ORDER -> first(client, stamp);
            case OUT_OF_ORDER -> {
                tally.counts().one("out of order");
                first(client, stamp);
            }
            case AGAIN -> tally.counts().one("came again");
            case TWICE -> tally.counts().one("came twice");
        }
    }

    private void first(Client client, Stamp stamp) {
        expected--;
        tally.counts().one("received");
        tally.latencies().now(client.wasThere(stamp.dueNanos()) ? RECEIVED : CAUGHT_UP, stamp.dueNanos());
    }

    private void accepted(Frame frame) {
        frame.stamp("ref").filter(stamp -> stamp.run() == run).ifPresent(stamp -> {
            Stream stream = streams.get(stamp.stream());
            if (stream.accepted().take(stamp.position(), frame.number("id")) == Track.Arrival.TWICE) {
                tally.counts().one("accepted twice");
            }
            tally.counts().one("accepted");
            tally.latencies().now(ACCEPTED, stamp.dueNanos());
            answer(stream);
        });
    }

    private void failed(Frame frame) {
        tally.counts().one("failed " + frame.text("code").orElse("of no code"));
        if (!frame.isTrue("retryable") || !frame.has("retryAfterMs")) {
            tally.counts().one(NO_TIME);
        }
        frame.stamp("ref").filter(stamp -> stamp.run() == run).ifPresent(stamp -> {
            Stream stream = streams.get(stamp.stream());
            tally.latencies().now(REFUSED, stamp.dueNanos());
            expected -= stream.receivers();
            answer(stream);
        });
    }

    private void answer(Stream stream) {
        open--;
        stream.sender().sent(-1);
        answered.accept(stream);
    }

    /** Counts what did not come. */
    void close() {
        Counts counts = tally.counts();
        counts.add("unanswered", accepts ? open : 0);
        counts.add(
                "missing",
                streams.stream().mapToLong(stream -> stream.missing(accepts)).sum());
        counts.add(
                "under another id", streams.stream().mapToLong(Stream::misnamed).sum());
        List.of("came again", "came twice", "out of order", "came to a stranger")
                .forEach(name -> counts.add(name, 0));
    }
}
