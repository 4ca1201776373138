package dev.parley.bench.simulation;

import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.Deliveries;
import dev.parley.bus.PersistenceService.Append;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.bus.RouterService.Submit;

/**
 * How long a machine is busy with things, in nanoseconds. Assumed: nodes of 8 cores, whose event loops share what comes, so a
 * machine does eight times what one core does.
 */
final class Effort {
    private static final long CORES = 8;
    private static final long MICRO = 1_000;

    /** Of a message that comes from the bus, read and dispatched. */
    private static final long MESSAGE = 40 * MICRO;

    /** A session that says hello, until it is synced. */
    static final long HELLO = 1_300 * MICRO / CORES;

    /** Somebody asks the api for an edge. */
    static final long ASK = 200 * MICRO / CORES;

    /** A command of Redis, which has one core for them. */
    static final long COMMAND = 2 * MICRO;

    /** A script of Redis besides its commands, and each item that it reads. */
    static final long SCRIPT = 6 * MICRO;

    static final long ITEM = 250;

    private Effort() {}

    /** Of a message with a body. */
    static long of(Object body) {
        return (MESSAGE + more(body)) / CORES;
    }

    /** Of an answer that somebody waits for. */
    static long ofAnswer() {
        return MESSAGE / 4 / CORES;
    }

    private static long more(Object body) {
        if (body instanceof Connect connect) {
            return 100 * MICRO * connect.sessions().size();
        }
        if (body instanceof Locate locate) {
            return 2 * MICRO * locate.users().size();
        }
        if (body instanceof Submit || body instanceof Append) {
            return 60 * MICRO;
        }
        if (body instanceof Deliver delivery) {
            return 35 * MICRO * delivery.users().size();
        }
        if (body instanceof Deliveries many) {
            return 20
                    * MICRO
                    * many.deliveries().stream()
                            .mapToLong(one -> one.users().size())
                            .sum();
        }
        return 0;
    }
}
