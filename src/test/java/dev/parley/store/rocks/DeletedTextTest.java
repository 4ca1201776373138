package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.store.AppendOutcome.Stored;
import dev.parley.store.MessageStores;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What is left in the folder of a text that is no more. */
class DeletedTextTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private MessageStores stores;

    @BeforeEach
    void open() {
        stores = await(RocksStores.open(vertx, folder, Sample.LIFE, () -> Sample.NOW));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void isInNoValueOfAnyFamilyOnceItWasDeleted() throws RocksDBException {
        Message text = saying(1, Kind.TEXT, "first secret");
        append(text);
        append(amending(text, 2, Kind.EDIT, "second secret"));
        append(amending(text, 3, Kind.EDIT, "third secret"));
        append(amending(text, 4, Kind.DELETE, ""));

        assertThat(valuesWith("secret")).isEmpty();
    }

    @Test
    void isInOneValueAfterItWasEditedAndThatSaysTheNewOne() throws RocksDBException {
        Message text = saying(1, Kind.TEXT, "first secret");
        append(text);
        append(amending(text, 2, Kind.EDIT, "second secret"));

        assertThat(valuesWith("secret")).singleElement().asString().contains("second secret");
    }

    private void append(Message message) {
        assertThat(await(stores.messages().append(message, List.of(Sample.ANN, Sample.BOB), Long.MAX_VALUE)))
                .isEqualTo(new Stored());
    }

    private List<String> valuesWith(String part) throws RocksDBException {
        await(stores.close());
        byte[] end = new byte[32];
        Arrays.fill(end, (byte) -1);
        List<String> found = new ArrayList<>();
        try (Database database = Database.open(folder, Retention.of(Sample.LIFE))) {
            for (Family family : Family.values()) {
                try (Scan all = database.scan(family, new byte[1], end, Scan.Direction.UP)) {
                    while (all.next()) {
                        found.add(new String(all.value(), StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(5);
        return found.stream().filter(value -> value.contains(part)).toList();
    }

    private static Message saying(int number, Kind kind, String text) {
        Message like = Sample.message(number);
        return new Message(
                like.id(), like.conversation(), like.from(), kind, like.ref(), text, Optional.empty(), List.of());
    }

    private static Message amending(Message target, int number, Kind kind, String text) {
        MessageId id = Sample.message(number).id();
        return new Message(
                id,
                target.conversation(),
                target.from(),
                kind,
                "ref " + number,
                text,
                Optional.empty(),
                List.of(),
                Optional.of(target.id().value()),
                Optional.empty());
    }
}
