package dev.parley.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.servers.CassandraServer;
import dev.parley.store.InboxPage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that dies, or stops answering, in the middle of it. */
class ServerTroubleIT {
    private static final long SHORT_HORIZON_MILLIS = 1_500;
    /** Four steps that each take as long as a request may. */
    private static final long LONGEST_CALL_MILLIS = 12_000;

    private CassandraServer server;
    private OpenStore store;

    @BeforeEach
    void open() throws Exception {
        server = CassandraServer.shared();
        store = OpenStore.open(TestKeyspace.lasting());
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aServerKilledUnderLoadLosesNothingThatWasStoredAndIsFoundAgain() throws Exception {
        Senders senders = new Senders(store, OpenStore.HORIZON_MILLIS);
        senders.storeMore(200);

        server.kill();
        senders.fail();
        server.restart();
        senders.storeMore(100);
        senders.stop();

        assertThat(log()).containsAllEntriesOf(senders.stored());
        assertThat(senders.slowestMillis()).as("%s", senders).isLessThan(LONGEST_CALL_MILLIS);
    }

    @Test
    void aServerFrozenBeyondTheDeadlineMakesNoMessageTwoAndNoCursorSkip() throws Exception {
        Senders senders = new Senders(store, SHORT_HORIZON_MILLIS);
        Reader reader = new Reader();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(reader::readOn);
        senders.storeMore(100);

        for (int i = 0; i < 2; i++) {
            server.freeze();
            senders.fail();
            server.thaw();
            senders.storeMore(50);
        }
        senders.stop();
        reader.stopped = true;
        reading.get();

        assertThat(log()).isEqualTo(senders.stored());
        assertThat(reader.read).isEqualTo(senders.stored());
    }

    private Map<String, MessageId> log() {
        Map<String, MessageId> log = new HashMap<>();
        for (Message message : store.log()) {
            assertThat(log.put(message.ref(), message.id())).as(message.ref()).isNull();
        }
        return log;
    }

    /** A device that syncs all the time, and keeps what it gets. */
    private final class Reader {
        private final Map<String, MessageId> read = new HashMap<>();
        private volatile boolean stopped;
        private Cursor cursor = Cursor.START;

        void readOn() {
            while (!stopped) {
                try {
                    read(System.currentTimeMillis() - SHORT_HORIZON_MILLIS);
                } catch (Failure passing) {
                    assertThat(passing.code().retryable()).isTrue();
                }
            }
            while (read(System.currentTimeMillis() + 10_000).more()) {
                assertThat(stopped).isTrue();
            }
        }

        private InboxPage read(long horizonMillis) {
            InboxPage page = store.inbox(cursor, horizonMillis);
            for (Message message : page.messages()) {
                MessageId before = read.put(message.ref(), message.id());
                assertThat(before == null || before.equals(message.id()))
                        .as("%s came as two messages", message.ref())
                        .isTrue();
            }
            cursor = page.next();
            return page;
        }
    }
}
