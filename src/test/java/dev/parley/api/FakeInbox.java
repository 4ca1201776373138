package dev.parley.api;

import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One user's inbox, whose cursors stay behind at a horizon that the test moves. */
final class FakeInbox {
    final AtomicInteger reads = new AtomicInteger();
    final AtomicLong horizon = new AtomicLong(1);
    volatile boolean failing;
    volatile boolean expired;
    private final ConcurrentSkipListMap<Long, Message> entries = new ConcurrentSkipListMap<>();

    void add(Message message) {
        entries.put(message.id().value(), message);
    }

    Future<SyncPage> read(Optional<Cursor> after) {
        reads.incrementAndGet();
        if (failing) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no store"));
        }
        if (expired) {
            return Future.succeededFuture(new SyncPage(List.of(), Cursor.at(horizon.get()), false, true));
        }
        List<Message> found = after.map(cursor ->
                        List.copyOf(entries.tailMap(cursor.read(), false).values()))
                .orElse(List.of());
        return Future.succeededFuture(new SyncPage(found, Cursor.at(horizon.incrementAndGet()), false, false));
    }
}
