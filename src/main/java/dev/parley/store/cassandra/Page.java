package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.Message;
import java.util.ArrayList;
import java.util.List;

/** Messages up to a number, and not more bytes than anyone wants in memory. For one context. */
final class Page implements LogWalk.Sink {
    static final long MOST_BYTES = 4L * 1024 * 1024;

    private final int limit;
    private final List<Message> messages = new ArrayList<>();
    private long bytes;

    Page(int limit) {
        this.limit = limit;
    }

    @Override
    public int pageSize() {
        return Math.min(limit, Driver.MESSAGES);
    }

    @Override
    public boolean isFull() {
        return messages.size() >= limit || bytes >= MOST_BYTES;
    }

    /** Adds the message unless the page is full. */
    void add(Message message) {
        if (!isFull()) {
            messages.add(message);
            bytes += MessageColumns.weight(message);
        }
    }

    @Override
    public void add(Row row) {
        if (MessageColumns.isMessage(row)) {
            add(MessageColumns.message(row));
        }
    }

    List<Message> messages() {
        return messages;
    }
}
