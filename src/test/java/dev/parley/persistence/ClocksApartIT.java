package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.ANN;
import static dev.parley.store.StoreUnderTest.BOB;
import static dev.parley.store.StoreUnderTest.CHAT;
import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Content;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.node.Draft;
import dev.parley.node.Submitter;
import dev.parley.servers.CassandraServer;
import dev.parley.store.cassandra.TestKeyspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two {@code persistence} nodes write one inbox at the same time, by clocks that are apart, while a device syncs from both in
 * turns. It must get every message once, whatever comes in between.
 */
@Timeout(600)
class ClocksApartIT {
    private static final int SENDERS = 3;

    private final Map<String, MessageId> accepted = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile boolean finished;

    @Test
    void aDeviceGetsEveryMessageOnce() throws Exception {
        try (TwoNodes nodes = new TwoNodes(TestKeyspace.empty(), Horizon.SKEW)) {
            check(nodes, () -> until(() -> accepted.size() >= 300));
        }
    }

    @Test
    void aDeviceGetsEveryMessageOnceThoughWritesAreHeldUpBeyondTheHorizon() throws Exception {
        CassandraServer server = CassandraServer.shared();
        try (TwoNodes nodes = new TwoNodes(TestKeyspace.empty(), Horizon.SKEW)) {
            check(nodes, () -> {
                until(() -> accepted.size() >= 100);
                for (Duration held : List.of(Duration.ofSeconds(4), Duration.ofSeconds(13))) {
                    holdUp(server, held);
                    int before = accepted.size();
                    until(() -> accepted.size() >= before + 100);
                }
            });
        }
    }

    private static void holdUp(CassandraServer server, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        server.freeze();
        until(() -> System.nanoTime() > end);
        server.thaw();
    }

    @FunctionalInterface
    private interface Course {
        void run() throws Exception;
    }

    private void check(TwoNodes nodes, Course course) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Map<String, MessageId>> reader = threads.submit(() -> read(nodes));
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                String name = "sender " + i;
                Submitter submitter =
                        nodes.submitters().get(i % nodes.submitters().size());
                senders.add(threads.submit(() -> send(name, submitter)));
            }
            course.run();
            stopped = true;
            for (Future<?> sender : senders) {
                sender.get();
            }
            finished = true;

            Map<String, MessageId> read = reader.get();
            assertThat(log(nodes)).isEqualTo(accepted);
            assertThat(read).isEqualTo(accepted);
        } finally {
            stopped = true;
            finished = true;
            threads.shutdownNow();
        }
    }

    /** Sends one message after the other, each as often as it takes. */
    private void send(String name, Submitter submitter) {
        for (int i = 0; !stopped; i++) {
            Draft draft = new Draft(ANN, CHAT, new Content(name + " " + i, "hello", Optional.empty(), List.of()));
            Optional<MessageId> id = Optional.empty();
            while (id.isEmpty()) {
                id = attempt(submitter, draft);
            }
            accepted.put(draft.content().ref(), id.get());
        }
    }

    private static Optional<MessageId> attempt(Submitter submitter, Draft draft) {
        try {
            return Optional.of(await(submitter.submit(draft, Optional.empty())).id());
        } catch (Failure passing) {
            assertThat(passing.code().retryable()).isTrue();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            return Optional.empty();
        }
    }

    /** Syncs until its cursor has passed all that was accepted. A message that comes twice comes as the same one. */
    private Map<String, MessageId> read(TwoNodes nodes) {
        Map<String, MessageId> read = new HashMap<>();
        Random random = new Random(7);
        Cursor cursor = Cursor.START;
        while (!finished || cursor.safe() < newestAccepted()) {
            SyncPage page = page(nodes, cursor, 1 + random.nextInt(300));
            for (Message message : page.messages()) {
                MessageId before = read.put(message.ref(), message.id());
                assertThat(before == null || before.equals(message.id()))
                        .as("%s came as two messages", message.ref())
                        .isTrue();
            }
            cursor = page.next();
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return read;
    }

    private static SyncPage page(TwoNodes nodes, Cursor cursor, int limit) {
        try {
            return await(nodes.bus().request(PersistenceService.SYNC, new Sync(BOB, Optional.of(cursor), limit)));
        } catch (Failure passing) {
            assertThat(passing.code().retryable()).isTrue();
            return new SyncPage(List.of(), cursor, true, false);
        }
    }

    private long newestAccepted() {
        return accepted.values().stream().mapToLong(MessageId::value).max().orElse(0);
    }

    private static Map<String, MessageId> log(TwoNodes nodes) {
        Map<String, MessageId> log = new HashMap<>();
        Place place = new Place.After(0);
        HistoryPage page;
        do {
            page = await(nodes.bus()
                    .request(PersistenceService.HISTORY, new History(CHAT, place, 200, List.of(Window.ALL))));
            for (Message message : page.messages()) {
                assertThat(log.put(message.ref(), message.id()))
                        .as(message.ref())
                        .isNull();
                place = new Place.After(message.id().value());
            }
        } while (page.hasAfter());
        return log;
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            assertThat(Thread.interrupted()).as("out of time").isFalse();
        }
    }
}
