package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.store.MessageStores;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that a store is in. */
class RocksFolderTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void tellsInOneLineThatTheFolderIsInUse() {
        MessageStores first = open(Retention.of(Sample.LIFE));

        assertThatThrownBy(() -> open(Retention.of(Sample.LIFE)))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "the message store in " + folder + " cannot be opened: another process or store has it open");

        assertThat(await(Sample.append(first, 1))).isNotNull();
        await(first.close());
        await(open(Retention.of(Sample.LIFE)).close());
    }

    @Test
    void tellsThatTheFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> await(RocksStores.open(vertx, file, Sample.LIFE, () -> Sample.NOW)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void makesTheFolderWithItsParents() {
        Path deep = folder.resolve("a/b");

        await(await(RocksStores.open(vertx, deep, Sample.LIFE, () -> Sample.NOW))
                .close());

        assertThat(deep).isDirectory();
    }

    @Test
    void dropsExpiredInboxEntriesAndRefsAndKeepsMessagesForEver() {
        Retention short1s = new Retention(Duration.ofSeconds(1), Duration.ofSeconds(1));
        Instant written = Instant.now();
        openAndAppend(short1s, 1);
        while (Instant.now().isBefore(written.plusSeconds(3))) {
            Thread.onSpinWait();
        }

        int number = 2;
        while (oldestIsInInbox(short1s)) {
            openAndAppend(short1s, number++);
            assertThat(number).isLessThan(50);
        }

        MessageStores store = open(short1s);
        assertThat(await(store.messages().from(Sample.CHAT, 0, 1))).containsExactly(Sample.message(1));
        assertThat(await(store.messages().conversations(Sample.BOB, Long.MAX_VALUE, 1)))
                .hasSize(1);
        await(store.close());
    }

    private boolean oldestIsInInbox(Retention retention) {
        MessageStores store = open(retention);
        boolean there = await(store.messages().inbox(Sample.BOB, Optional.of(Cursor.START), 1, Sample.NOW))
                .messages()
                .equals(List.of(Sample.message(1)));
        await(store.close());
        return there;
    }

    /** Opening writes what the last run logged into a file of its own; a few such files are compacted into one. */
    private void openAndAppend(Retention retention, int number) {
        MessageStores store = open(retention);
        await(Sample.append(store, number));
        await(store.close());
    }

    private MessageStores open(Retention retention) {
        return await(RocksStores.open(vertx, folder, retention, () -> Sample.NOW));
    }
}
