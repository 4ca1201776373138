package dev.parley.store.cassandra;

import dev.parley.model.Message;
import java.util.ArrayList;
import java.util.List;

/** Messages up to a number, and not more bytes than anyone wants in memory. For one context. */
final class Page {
    static final long MOST_BYTES = 4L * 1024 * 1024;

    private final int limit;
    private final List<Message> messages = new ArrayList<>();
    private long bytes;

    Page(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    boolean isFull() {
        return messages.size() >= limit || bytes >= MOST_BYTES;
    }

    /** Adds the message unless the page is full. */
    void add(Message message) {
        if (!isFull()) {
            messages.add(message);
            bytes += MessageColumns.weight(message);
        }
    }

    List<Message> messages() {
        return messages;
    }
}
