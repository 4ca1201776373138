package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.servers.SmallDisk;
import dev.parley.store.AppendOutcome;
import dev.parley.store.AppendOutcome.Known;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.MessageStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full for a while. */
@Timeout(120)
class FullDiskTest {
    private static final int MEGABYTES = 64;
    private static final long FUTURE = Sample.NOW + Duration.ofHours(1).toMillis();

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<Message> stored = new ArrayList<>();
    private SmallDisk disk;
    private MessageStores store;

    @BeforeEach
    void open() throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("disk"));
        disk = SmallDisk.at(mounted, MEGABYTES);
        store = await(RocksStores.open(vertx, mounted.resolve("messages"), Sample.LIFE, () -> Sample.NOW));
    }

    @AfterEach
    void close() throws Exception {
        if (store != null) {
            await(store.close());
            disk.unmount();
        }
        await(vertx.close());
    }

    @Test
    void takesMessagesAgainOnceThereIsRoom() throws Exception {
        disk.fillUpTo(100_000);
        Message inDoubt = storeUntilItFails();

        assertThat(failureOf(store.check())).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failureOf(Sample.append(store, 999_999))).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(log()).isEqualTo(ids(stored));
        assertThat(cursor().safe()).isLessThan(inDoubt.id().value());

        disk.makeRoom();
        untilItWorks();

        stored.add(inDoubt);
        assertThat(await(store.messages().append(inDoubt, List.of(Sample.ANN), Long.MAX_VALUE)))
                .isEqualTo(new Stored());
        assertThat(await(store.messages().append(withNewId(inDoubt), List.of(Sample.ANN), Long.MAX_VALUE)))
                .isEqualTo(new Known(inDoubt.id(), Sample.CHAT));
        assertThat(log()).isEqualTo(ids(stored));
        assertThat(cursor().safe()).isGreaterThan(inDoubt.id().value());
        assertThat(await(Sample.append(store, 999_999))).isEqualTo(new Stored());
    }

    @Test
    void closesWhileTheDiskIsFullAndKeepsWhatWasStored() throws Exception {
        disk.fillUpTo(100_000);
        Message inDoubt = storeUntilItFails();

        await(store.close());
        disk.makeRoom();
        store = await(RocksStores.open(vertx, folder.resolve("disk/messages"), Sample.LIFE, () -> Sample.NOW));

        List<Long> log = log();
        assertThat(log).containsAll(ids(stored));
        stored.add(inDoubt);
        assertThat(ids(stored)).containsAll(log);
    }

    private Message storeUntilItFails() {
        for (int number = 1; ; number++) {
            Message message = big(number);
            Future<AppendOutcome> append = store.messages().append(message, List.of(Sample.ANN), Long.MAX_VALUE);
            try {
                assertThat(await(append)).isEqualTo(new Stored());
                stored.add(message);
            } catch (Failure failure) {
                assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
                return message;
            }
        }
    }

    private void untilItWorks() {
        while (isBroken()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Page by page: a page of some megabytes ends early. */
    private List<Long> log() {
        List<Long> log = new ArrayList<>();
        List<Message> page;
        long from = 0;
        do {
            page = await(store.messages().from(Sample.CHAT, from, 1_000));
            log.addAll(ids(page));
            from = log.get(log.size() - 1) + 1;
        } while (!page.isEmpty());
        return log;
    }

    private static List<Long> ids(List<Message> messages) {
        return messages.stream().map(message -> message.id().value()).toList();
    }

    private boolean isBroken() {
        return await(store.check().map(false).otherwise(true));
    }

    private static FailureCode failureOf(Future<?> call) {
        try {
            await(call);
            throw new AssertionError("it did not fail");
        } catch (Failure failure) {
            return failure.code();
        }
    }

    private Cursor cursor() {
        return await(store.messages().inbox(Sample.ANN, Optional.empty(), 1, FUTURE))
                .next();
    }

    private static Message big(int number) {
        Message message = Sample.message(number);
        return new Message(
                message.id(),
                message.conversation(),
                message.from(),
                message.kind(),
                message.ref(),
                "x".repeat(10_000),
                message.replyTo(),
                message.mentions());
    }

    private static Message withNewId(Message message) {
        Message other = Sample.message(888_888);
        return new Message(
                other.id(),
                message.conversation(),
                message.from(),
                message.kind(),
                message.ref(),
                message.text(),
                message.replyTo(),
                message.mentions());
    }
}
