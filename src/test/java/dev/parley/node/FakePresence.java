package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Done;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Connect;
import dev.parley.bus.PresenceService.Connected;
import dev.parley.bus.PresenceService.Disconnect;
import dev.parley.bus.PresenceService.Lease;
import dev.parley.bus.PresenceService.Listing;
import dev.parley.bus.PresenceService.News;
import dev.parley.bus.PresenceService.Release;
import dev.parley.bus.PresenceService.Renew;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Presence as far as nodes see it: leases in memory, and the last session of each device. A call is put on its queue once
 * it has taken effect.
 */
final class FakePresence {
    final BlockingQueue<Renew> renewals = new LinkedBlockingQueue<>();
    final BlockingQueue<Release> releases = new LinkedBlockingQueue<>();
    final BlockingQueue<Connect> connects = new LinkedBlockingQueue<>();
    final BlockingQueue<Disconnect> disconnects = new LinkedBlockingQueue<>();
    final Map<DeviceId, Listing> byDevice = new ConcurrentHashMap<>();
    volatile long clockMillis;
    volatile News news;
    /** Whether the answer to the next renewal is lost. */
    volatile boolean losesAnswer;

    private final Bus bus;
    private final Map<NodeId, NodeNumber> numbers = new ConcurrentHashMap<>();
    private List<Registration> registrations = List.of();
    private final AtomicInteger forgotten = new AtomicInteger();

    FakePresence(Bus bus) {
        this.bus = bus;
    }

    void serve() {
        registrations = List.of(
                await(bus.serve(PresenceService.RENEW, this::renew)),
                await(bus.serve(PresenceService.RELEASE, this::release)),
                await(bus.serve(PresenceService.CONNECT, this::connect)),
                await(bus.serve(PresenceService.DISCONNECT, this::disconnect)));
    }

    void stop() {
        registrations.forEach(registration -> await(registration.end()));
    }

    /** Forgets every node and session, as a directory does that is started again. */
    void forget() {
        forgotten.incrementAndGet();
        numbers.clear();
        byDevice.clear();
    }

    private Future<Lease> renew(Renew renew) {
        numbers.putIfAbsent(renew.node(), new NodeNumber(numbers.size() + 1));
        renewals.add(renew);
        if (losesAnswer) {
            losesAnswer = false;
            return Future.failedFuture(Failure.of(FailureCode.TIMEOUT, "lost"));
        }
        return Future.succeededFuture(new Lease(
                numbers.get(renew.node()),
                Duration.ofSeconds(10),
                clockMillis,
                "mark " + forgotten.get(),
                Optional.ofNullable(news)));
    }

    private Future<Done> release(Release release) {
        releases.add(release);
        return Future.succeededFuture(Done.DONE);
    }

    private Future<Connected> connect(Connect connect) {
        List<Listing> replaced = new ArrayList<>();
        for (Listing listing : connect.sessions()) {
            listing.device()
                    .flatMap(device -> Optional.ofNullable(byDevice.put(device, listing)))
                    .filter(other -> !other.equals(listing))
                    .ifPresent(replaced::add);
        }
        connects.add(connect);
        return Future.succeededFuture(new Connected(replaced));
    }

    private Future<Done> disconnect(Disconnect disconnect) {
        disconnect.session().device().ifPresent(device -> byDevice.remove(device, disconnect.session()));
        disconnects.add(disconnect);
        return Future.succeededFuture(Done.DONE);
    }

    static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return next;
    }
}
