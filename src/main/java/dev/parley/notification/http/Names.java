package dev.parley.notification.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Finds the address of a host: one that may be used, or none. A name that answers slowly holds up only other names. */
final class Names {
    private static final int THREADS = 8;

    private final WorkerExecutor threads;
    private final boolean allowPrivate;
    private final Lookup lookup;

    Names(Vertx vertx, boolean allowPrivate, Lookup lookup) {
        this.threads = vertx.createSharedWorkerExecutor("push-names", THREADS);
        this.allowPrivate = allowPrivate;
        this.lookup = lookup;
    }

    /** Gives all addresses of a name. Blocks. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** @return a future completed with the address, empty when all that there are may not be used; failed when there is none */
    Future<Optional<InetAddress>> find(String host) {
        return threads.executeBlocking(() -> resolve(host), false);
    }

    private Optional<InetAddress> resolve(String host) throws UnknownHostException {
        return Arrays.stream(lookup.of(host))
                .filter(address -> allowPrivate || PublicAddresses.contain(address))
                .findFirst();
    }

    Future<Void> close() {
        return threads.close();
    }
}
