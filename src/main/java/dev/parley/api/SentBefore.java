package dev.parley.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.DeviceId;
import dev.parley.model.Message;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers for seconds which messages a device got with the cursor that it now comes back with.
 *
 * <p>A cursor stays behind the newest messages by a horizon of seconds, so a page read from it holds them again. Without
 * this a long poll would find them at once, every time, until the horizon has passed them. That a device shows a cursor
 * proves that it got the answer which brought it. Forgetting is harmless: a message is then sent twice. Safe for use by any
 * thread.
 */
final class SentBefore {
    private static final Duration MAX_AGE = Duration.ofSeconds(90);
    private static final int MAX_IDS = 2_000_000;
    private static final int MAX_IDS_OF_ONE = 2_000;

    private final Cache<Key, Set<Long>> sent = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumWeight(MAX_IDS)
            .weigher((Key key, Set<Long> ids) -> ids.size() + 1)
            .build();

    private record Key(DeviceId device, Cursor cursor) {}

    /** The page without what the device got together with {@code after}. */
    SyncPage unsent(DeviceId device, Optional<Cursor> after, SyncPage page) {
        Set<Long> known = known(device, after);
        List<Message> fresh = page.messages().stream()
                .filter(message -> !known.contains(message.id().value()))
                .toList();
        return new SyncPage(fresh, page.next(), page.more(), page.reset());
    }

    /** Remembers that {@code page} goes out to the device, which had come with {@code after}. */
    void sending(DeviceId device, Optional<Cursor> after, SyncPage page) {
        Set<Long> ids = new HashSet<>(known(device, after));
        page.messages().forEach(message -> ids.add(message.id().value()));
        ids.removeIf(id -> id <= page.next().safe());
        if (ids.size() <= MAX_IDS_OF_ONE) {
            sent.asMap().merge(new Key(device, page.next()), Set.copyOf(ids), SentBefore::both);
        }
    }

    private Set<Long> known(DeviceId device, Optional<Cursor> after) {
        return after.flatMap(cursor -> Optional.ofNullable(sent.getIfPresent(new Key(device, cursor))))
                .orElse(Set.of());
    }

    /** Two answers with the same cursor cannot be told apart: only what both brought is certain. */
    private static Set<Long> both(Set<Long> one, Set<Long> other) {
        Set<Long> both = new HashSet<>(one);
        both.retainAll(other);
        return Set.copyOf(both);
    }
}
