package dev.parley.edge;

import dev.parley.bus.Bus;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Sync;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** One user's inbox, served on the bus; each answer can be held up. */
final class FakeInbox {
    final ConcurrentSkipListMap<Long, Message> messages = new ConcurrentSkipListMap<>();
    final List<Sync> asked = new CopyOnWriteArrayList<>();
    /** What happens between reading a page and answering with it. */
    volatile Function<SyncPage, Future<SyncPage>> answer = Future::succeededFuture;

    void serve(Bus bus) {
        bus.serve(PersistenceService.SYNC, this::page).await();
    }

    void add(Message message) {
        messages.put(message.id().value(), message);
    }

    private Future<SyncPage> page(Sync sync) {
        asked.add(sync);
        long from = sync.after().map(Cursor::read).orElse(Long.MAX_VALUE);
        List<Message> page = messages.tailMap(from, false).values().stream()
                .limit(sync.limit())
                .toList();
        long last = page.isEmpty()
                ? (from == Long.MAX_VALUE ? 7 : from)
                : page.get(page.size() - 1).id().value();
        boolean more = from != Long.MAX_VALUE && messages.higherKey(last) != null;
        return answer.apply(new SyncPage(page, Cursor.at(last), more, false));
    }
}
