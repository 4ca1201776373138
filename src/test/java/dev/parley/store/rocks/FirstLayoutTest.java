package dev.parley.store.rocks;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.Message.Kind;
import dev.parley.model.MessageId;
import dev.parley.store.Marks;
import dev.parley.store.MessageStores;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TtlDB;

/** A folder from before there were marks and amendments. */
class FirstLayoutTest {
    private static final Message OLD = Sample.message(1);
    private static final byte[] CHAT = Keys.conversation(Sample.CHAT);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void write() throws RocksDBException {
        RocksDB.loadLibrary();
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (String name : List.of("default", "messages", "inbox", "refs", "conversations")) {
            families.add(new ColumnFamilyDescriptor(
                    name.getBytes(StandardCharsets.UTF_8), new ColumnFamilyOptions().setMergeOperatorName("max")));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        DBOptions options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        try (TtlDB db = TtlDB.open(options, folder.toString(), families, handles, List.of(0, 0, 0, 0, 0), false)) {
            long id = OLD.id().value();
            db.put(handles.get(0), "format".getBytes(StandardCharsets.UTF_8), Keys.number(1));
            db.put(handles.get(1), Keys.message(CHAT, id), asTheFirstVersionWrote(OLD));
            db.put(handles.get(2), Keys.inbox(Sample.BOB, id), CHAT);
            db.put(handles.get(4), Keys.listing(Sample.BOB, CHAT), Keys.number(id));
            handles.forEach(ColumnFamilyHandle::close);
        }
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void isReadAndCanBeAmendedAndMarked() {
        MessageStores stores = await(RocksStores.open(vertx, folder, Sample.LIFE, () -> Sample.NOW));
        assertThat(await(stores.messages().from(Sample.CHAT, 0, 10))).containsExactly(OLD);
        assertThat(await(stores.messages().unread(Sample.CHAT, Sample.BOB, 0, Long.MAX_VALUE, 10)))
                .isEqualTo(1);

        Message edit = new Message(
                Sample.message(2).id(),
                Sample.CHAT,
                Sample.ANN,
                Kind.EDIT,
                "edit",
                "better",
                Optional.empty(),
                List.of(),
                Optional.of(OLD.id().value()),
                Optional.empty());
        await(stores.messages().append(edit, List.of(Sample.BOB), Long.MAX_VALUE));
        Optional<MessageId> read = Optional.of(OLD.id());
        assertThat(await(stores.marks().move(Sample.BOB, Sample.CHAT, new Marks(read, read))))
                .isEqualTo(new Marks(read, read));

        assertThat(await(stores.messages().inbox(Sample.BOB, Optional.of(Cursor.START), 10, Sample.NOW))
                        .messages())
                .containsExactly(OLD.amendedBy(edit), edit);
        assertThat(await(stores.messages().conversations(Sample.BOB, Long.MAX_VALUE, 10)))
                .containsExactly(OLD.amendedBy(edit));
        await(stores.close());
    }

    private static byte[] asTheFirstVersionWrote(Message message) {
        byte[] ref = message.ref().getBytes(StandardCharsets.UTF_8);
        byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(100)
                .put((byte) 1)
                .put((byte) message.kind().number())
                .putLong(message.from().value())
                .putLong(0)
                .putInt(0)
                .putInt(ref.length)
                .put(ref)
                .putInt(text.length)
                .put(text)
                .array();
    }
}
