package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import dev.parley.store.MessageStore;
import dev.parley.store.cassandra.LogWalk.Part;
import io.vertx.core.Future;
import java.util.List;

/** Reads the log of a conversation. */
final class HistoryReader {
    private final Queries queries;
    private final BucketIndex index;

    HistoryReader(Queries queries, BucketIndex index) {
        this.queries = queries;
        this.index = index;
    }

    Future<List<Message>> before(ConversationId conversation, long id, int limit) {
        return read(new Part(conversation, 0, Math.max(0, id)), Direction.DOWN, limit);
    }

    Future<List<Message>> from(ConversationId conversation, long id, int limit) {
        return read(new Part(conversation, Math.max(0, id), Long.MAX_VALUE), Direction.UP, limit);
    }

    private Future<List<Message>> read(Part part, Direction direction, int limit) {
        Page page = new Page(limit);
        return new LogWalk(queries, index, part, direction, page).run().map(read -> page.messages());
    }

    /** Counts by the heads of the messages, the newest first. */
    Future<Integer> unread(ConversationId conversation, UserId reader, long from, long below, int most) {
        Part part = new Part(conversation, Math.max(0, from), Math.max(0, below));
        Count count = new Count(reader, most);
        return new LogWalk(queries, index, part, Direction.HEADS_DOWN, count)
                .run()
                .map(read -> count.texts);
    }

    private static final class Count implements LogWalk.Sink {
        private final UserId reader;
        private final int most;
        private int seen;
        private int texts;

        Count(UserId reader, int most) {
            this.reader = reader;
            this.most = most;
        }

        @Override
        public int pageSize() {
            return Driver.NUMBERS;
        }

        @Override
        public boolean isFull() {
            return texts >= most || seen >= MessageStore.MOST_LOOKED_AT;
        }

        @Override
        public void add(Row row) {
            if (!isFull()) {
                seen++;
                texts += isTextOfAnother(row) ? 1 : 0;
            }
        }

        private boolean isTextOfAnother(Row row) {
            return row.getByte("kind") == Message.Kind.TEXT.number()
                    && row.getLong("sender") != reader.value()
                    && !row.getBoolean("deleted");
        }
    }
}
