package dev.parley.store.rocks;

import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.Marks;
import dev.parley.store.rocks.PendingWrite.Addition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** The marks of one group. */
final class GroupedMarks {
    private final Database database;
    private final GroupCommit commit;
    /** What this group adds: the database does not show it yet. */
    private final Map<ByteBuffer, Long> added = new HashMap<>();

    GroupedMarks(Database database, GroupCommit commit) {
        this.database = database;
        this.commit = commit;
    }

    Addition<Marks> prepare(PendingMarks pending) throws RocksDBException {
        Marks moved = Marks.NONE;
        for (Mark mark : Mark.values()) {
            Optional<MessageId> to = mark.of(pending.to());
            if (to.isPresent() && to.get().value() > current(pending.key(mark))) {
                moved = mark.in(moved, to.get());
            }
        }
        return adding(pending, moved);
    }

    Addition<Void> prepare(PendingSeen pending) {
        return () -> {
            for (Map.Entry<UserId, Instant> one : pending.seen().entrySet()) {
                commit.keepLarger(
                        Family.ACTIVE,
                        Keys.number(one.getKey().value()),
                        one.getValue().toEpochMilli());
            }
            return null;
        };
    }

    private long current(byte[] key) throws RocksDBException {
        Long here = added.get(ByteBuffer.wrap(key));
        return here != null
                ? here
                : database.get(Family.MARKS, key).map(Keys::lastNumber).orElse(0L);
    }

    private Addition<Marks> adding(PendingMarks pending, Marks moved) {
        return () -> {
            for (Mark mark : Mark.values()) {
                Optional<MessageId> to = mark.of(moved);
                if (to.isPresent()) {
                    move(pending.key(mark), to.get().value());
                }
            }
            return moved;
        };
    }

    private void move(byte[] key, long id) throws RocksDBException {
        commit.keepLarger(Family.MARKS, key, id);
        added.put(ByteBuffer.wrap(key), id);
    }
}
