package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder, copied while it is written to. */
class RocksCopyTest {
    private static final int BEFORE = 500;
    private static final int MEANWHILE = 500;
    private static final int LONG_TEXT = 100_000;
    private static final int LONG_TEXTS = 1_200;
    private static final int AT_ONCE = 50;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private MessageStores store;

    @BeforeEach
    void open() {
        store = open("messages");
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    private MessageStores open(String name) {
        return await(RocksStores.open(vertx, folder.resolve(name), Sample.LIFE, () -> Sample.NOW));
    }

    private Future<?> append(int from, int below) {
        return Future.all(IntStream.range(from, below)
                .mapToObj(number -> Sample.append(store, number))
                .toList());
    }

    @Test
    void holdsWhatWasAnsweredBeforeAndNoHalfOfWhatCameMeanwhile() {
        await(append(0, BEFORE));
        Future<?> meanwhile = append(BEFORE, BEFORE + MEANWHILE);
        await(store.liveCopy().orElseThrow().to(folder.resolve("copy")));
        await(meanwhile);
        await(append(BEFORE + MEANWHILE, BEFORE + MEANWHILE + 1));

        MessageStores copy = open("copy");
        List<Message> copied = await(copy.messages().from(Sample.CHAT, 0, 2 * BEFORE + MEANWHILE));
        assertThat(copied)
                .hasSizeBetween(BEFORE, BEFORE + MEANWHILE)
                .isEqualTo(IntStream.range(0, copied.size())
                        .mapToObj(Sample::message)
                        .toList());
        assertThat(await(copy.messages().inbox(Sample.BOB, Optional.of(Cursor.START), 10 * BEFORE, Sample.NOW))
                        .messages())
                .isEqualTo(copied);
        assertThat(await(copy.messages().highest()))
                .contains(copied.get(copied.size() - 1).id());
        await(copy.close());
    }

    /** After so much that the oldest log is given up, and the next one is written over it. */
    @Test
    void isWholeWhereTheLogIsWrittenOverAnOldOne() throws IOException {
        String text = "x".repeat(LONG_TEXT);
        Set<Path> names = new HashSet<>();
        Map<Object, InputStream> files = new HashMap<>();
        for (int number = 0; number < LONG_TEXTS; number += AT_ONCE) {
            await(Future.all(IntStream.range(number, number + AT_ONCE)
                    .mapToObj(one -> Sample.append(store, Sample.message(one, text)))
                    .toList()));
            note(names, files);
        }
        for (InputStream file : files.values()) {
            file.close();
        }
        assertThat(files).hasSizeLessThan(names.size());

        await(append(LONG_TEXTS, LONG_TEXTS + BEFORE));
        await(store.liveCopy().orElseThrow().to(folder.resolve("copy")));
        MessageStores copy = open("copy");
        assertThat(Sample.log(copy))
                .isEqualTo(IntStream.range(0, LONG_TEXTS + BEFORE)
                        .mapToObj(number -> Sample.message(number).id().value())
                        .toList());
        await(copy.close());
    }

    /** Files are kept open, for one that is gone leaves its number to the next. */
    private void note(Set<Path> names, Map<Object, InputStream> files) throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder.resolve("messages"), "*.log")) {
            for (Path log : logs) {
                names.add(log.getFileName());
                InputStream open = Files.newInputStream(log);
                InputStream known = files.putIfAbsent(
                        Files.readAttributes(log, BasicFileAttributes.class).fileKey(), open);
                if (known != null) {
                    open.close();
                }
            }
        }
    }

    @Test
    void aCopyGoesItsOwnWay() {
        await(append(0, 10));
        await(store.liveCopy().orElseThrow().to(folder.resolve("copy")));
        MessageStores copy = open("copy");
        await(Sample.append(copy, 11));
        assertThat(await(store.messages().from(Sample.CHAT, 0, 100))).hasSize(10);
        assertThat(await(copy.messages().from(Sample.CHAT, 0, 100))).hasSize(11);
        await(copy.close());
    }

    @Test
    void saysWhyNoneCanBeMade() {
        assertThatThrownBy(() -> await(store.liveCopy().orElseThrow().to(folder.resolve("none/copy"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none/copy");
        await(append(0, 1));
    }
}
