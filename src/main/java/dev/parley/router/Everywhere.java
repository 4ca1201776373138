package dev.parley.router;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to every node what is for members whom nobody can find, as far as the cluster bears that: one message is as many on the
 * network as there are nodes, so the more nodes there are, the fewer messages a second go. The rest is left to pushes and to
 * the next sync of devices. Safe for use by any thread.
 */
final class Everywhere {
    /** Messages on the network: a small cluster does not notice, and a thousand nodes go on with what else they do. */
    static final int MOST_A_SECOND = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Everywhere.class);
    private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(1) / MOST_A_SECOND;
    /** What was not sent for so long may go at once. */
    private static final long AHEAD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();

    private final Bus bus;
    private final IntSupplier processes;
    private final LongSupplier nanos;
    /** Until when what was sent takes, if it goes evenly. Guarded by this, as are the others. */
    private long takenUntil;

    private long toldAt;
    private long left;

    /**
     * @param processes how many get what is sent
     * @param nanos a clock that never steps
     */
    Everywhere(Bus bus, IntSupplier processes, LongSupplier nanos) {
        this.bus = bus;
        this.processes = processes;
        this.nanos = nanos;
        this.takenUntil = nanos.getAsLong();
        this.toldAt = takenUntil - TELL_NANOS;
    }

    void send(Deliver delivery) {
        if (takes()) {
            bus.publish(NodeService.DELIVER_EVERYWHERE, delivery);
        }
    }

    private synchronized boolean takes() {
        long now = nanos.getAsLong();
        if (takenUntil - now > AHEAD_NANOS) {
            leave(now);
            return false;
        }
        takenUntil = Math.max(takenUntil, now) + processes.getAsInt() * NANOS_EACH;
        return true;
    }

    private void leave(long now) {
        left++;
        if (now - toldAt >= TELL_NANOS) {
            LOG.warn(
                    "Nobody can say where users are, and not all messages can go to all {} nodes: {} were left to the next sync",
                    processes.getAsInt(),
                    left);
            toldAt = now;
            left = 0;
        }
    }
}
