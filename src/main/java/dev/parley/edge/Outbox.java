package dev.parley.edge;

import dev.parley.bus.Steps;
import dev.parley.node.TrafficMeter;
import dev.parley.protocol.ServerFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * What was written to a client and has not left yet, bounded in bytes. It counts by the futures of the writes, for over
 * SockJS's streaming transports {@code writeQueueFull} knows nothing of a client that does not read.
 */
final class Outbox {
    /** More than this, and the client is too slow. */
    static final int LIMIT_BYTES = 4 * 1024 * 1024;
    /** Whoever has a lot to say waits while there is more than this. */
    static final int CROWDED_BYTES = 256 * 1024;

    private final Connection connection;
    private final Dialect dialect;
    private final TrafficMeter meter;
    private final Runnable tooSlow;
    private Promise<Void> room = Promise.promise();
    private long bytes;
    private boolean open = true;

    /** @param tooSlow called once, when the limit is passed; nothing is written from then on */
    Outbox(Connection connection, Dialect dialect, TrafficMeter meter, Runnable tooSlow) {
        this.connection = connection;
        this.dialect = dialect;
        this.meter = meter;
        this.tooSlow = tooSlow;
    }

    void write(ServerFrame frame) {
        meter.said(frame.type());
        take(dialect.say(frame));
    }

    /** Writes a {@code message} frame that is encoded already. */
    void write(EncodedText frame) {
        meter.said("message");
        take(dialect.sayEncoded(frame));
    }

    /** Writes a text that is in the session's dialect already. */
    void writeAsIs(String frame) {
        take(new EncodedText(frame));
    }

    private void take(EncodedText frame) {
        if (!open) {
            return;
        }
        int length = frame.length();
        bytes += length;
        if (bytes > LIMIT_BYTES) {
            close();
            tooSlow.run();
        } else {
            meter.queued(length);
            send(frame).onComplete(written -> left(length));
        }
    }

    /** Does what writes many frames: they leave together. */
    void together(Runnable writes) {
        connection.together(writes);
    }

    /** Whether more is under way than somebody with a lot to say should add to. */
    boolean isCrowded() {
        return bytes > CROWDED_BYTES;
    }

    /** @return a future completed when there is room again; at once when there is; never once the outbox is closed */
    Future<Void> room() {
        return isCrowded() ? room.future() : Future.succeededFuture();
    }

    boolean isOpen() {
        return open;
    }

    /** Writes nothing from now on. */
    void close() {
        open = false;
    }

    private Future<Void> send(EncodedText frame) {
        return Steps.areFollowed()
                ? Steps.take("edge.write", frame, () -> connection.write(frame))
                : connection.write(frame);
    }

    private void left(int length) {
        boolean crowded = isCrowded();
        bytes -= length;
        meter.queued(-length);
        if (crowded && !isCrowded() && open) {
            Promise<Void> awaited = room;
            room = Promise.promise();
            awaited.complete();
        }
    }
}
