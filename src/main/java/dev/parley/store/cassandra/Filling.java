package dev.parley.store.cassandra;

import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.store.InboxPage;
import dev.parley.store.InboxRun;
import dev.parley.store.cassandra.Inboxes.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page of an inbox as it fills, some entries at a time: texts may have grown since their entries were written. */
final class Filling {
    private final List<Entry> entries;
    private final int limit;
    private final List<Message> messages = new ArrayList<>();
    private long bytes;
    private int taken;

    /** @param entries more than {@code limit} when others follow */
    Filling(List<Entry> entries, int limit) {
        this.entries = entries;
        this.limit = limit;
    }

    /** The entries to read next; none when the page is full or everything is read. */
    List<Entry> next() {
        int end = Math.min(limit, entries.size());
        int next = taken;
        long expected = bytes;
        while (next < end && next < taken + Driver.MESSAGES && expected < Page.MOST_BYTES) {
            expected += entries.get(next).weight();
            next++;
        }
        return entries.subList(taken, next);
    }

    /** Adds what was found of these, as far as there is room. */
    void add(List<Entry> some, Map<MessageId, Message> found) {
        for (Entry entry : some) {
            if (bytes >= Page.MOST_BYTES) {
                return;
            }
            Message message = found.get(entry.id());
            if (message != null) {
                messages.add(message);
                bytes += MessageColumns.weight(message);
            }
            taken++;
        }
    }

    InboxPage page(InboxRun run) {
        boolean more = taken < entries.size();
        return new InboxPage(
                messages, more ? run.continued(entries.get(taken - 1).id().value()) : run.finished(), more);
    }
}
