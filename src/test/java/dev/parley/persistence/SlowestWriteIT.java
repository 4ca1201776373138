package dev.parley.persistence;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.StoreUnderTest.Opener;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.cassandra.CassandraStores;
import dev.parley.store.cassandra.TestKeyspace;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A write that is held up with nothing in the inbox yet, until the last moment of its deadline; and a device that meanwhile
 * syncs from a node whose clock is ahead of the writer's.
 */
class SlowestWriteIT {
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);
    /** The verticle reads the clock once for an append, the store when it begins, and again before it writes entries. */
    private static final int LAST_READING_BEFORE_ENTRIES = 3;

    private final Semaphore readings = new Semaphore(Integer.MAX_VALUE);
    private final CountDownLatch held = new CountDownLatch(1);
    private ServedStore writer;
    private ServedStore reader;

    @BeforeEach
    void serve() throws Exception {
        CassandraSettings settings = TestKeyspace.empty();
        Opener opener = (vertx, clock) -> CassandraStores.open(vertx, settings, StoreUnderTest.LIFE, clock);
        writer = new ServedStore(opener, this::held);
        reader = new ServedStore(opener);
    }

    @AfterEach
    void close() {
        if (reader != null) {
            readings.release(Integer.MAX_VALUE - readings.availablePermits());
            writer.close();
            reader.close();
        }
    }

    @Test
    void isNotPassedByACursorThoughTheClocksAreApartByAllThatTheyMayBe() throws Exception {
        assertThat(isSeenBySyncingEarly(Horizon.SKEW)).isTrue();
    }

    @Test
    void wouldBePassedIfTheClocksWereFurtherApart() throws Exception {
        assertThat(isSeenBySyncingEarly(Horizon.SKEW + 1)).isFalse();
    }

    /** Whether a device that synced while the write was held up gets the message when it goes on from there. */
    private boolean isSeenBySyncingEarly(long apartMillis) throws Exception {
        Message message = writer.message();
        Cursor before = Cursor.at(message.id().value() - 1);
        readings.drainPermits();
        readings.release(LAST_READING_BEFORE_ENTRIES - 1);
        Future<Appended> append = writer.append(message);
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        writer.pass(WRITTEN_WITHIN);
        reader.pass(Duration.ofMillis(writer.now() + apartMillis - reader.now()));

        SyncPage early = reader.sync(before);
        assertThat(early.messages()).isEmpty();
        readings.release(Integer.MAX_VALUE);

        assertThat(await(append)).isEqualTo(new Appended.Stored());
        return reader.sync(early.next()).messages().contains(message);
    }

    private LongSupplier held(LongSupplier wall) {
        return () -> {
            if (!readings.tryAcquire()) {
                held.countDown();
                readings.acquireUninterruptibly();
            }
            return wall.getAsLong();
        };
    }
}
