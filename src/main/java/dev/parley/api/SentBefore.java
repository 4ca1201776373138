package dev.parley.api;

import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which messages a device got together with the cursor that it comes back with; the cursor itself says so.
 *
 * <p>A cursor stays behind the newest messages by a horizon of seconds, so a page read from it holds them again. Without
 * this a long poll would find them at once, every time, until the horizon has passed them, on whatever node it is answered.
 * That a device shows a cursor proves that it got the answer which brought it. What is left out is harmless: a message is
 * then sent twice.
 *
 * @param ids beyond the safe part of the cursor
 */
record SentBefore(Set<Long> ids) {
    /** More would make addresses too long. */
    private static final int MOST = 200;

    static final SentBefore NOTHING = new SentBefore(Set.of());

    /** What a cursor that {@link #write} wrote says; nothing where it is another one. */
    static SentBefore read(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(Cursor.rest(cursor));
        } catch (IllegalArgumentException slip) {
            return NOTHING;
        }
        return bytes.length % Long.BYTES != 0 || bytes.length > MOST * Long.BYTES
                ? NOTHING
                : new SentBefore(longs(ByteBuffer.wrap(bytes)));
    }

    private static Set<Long> longs(ByteBuffer bytes) {
        return LongStream.generate(bytes::getLong)
                .limit(bytes.remaining() / Long.BYTES)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The page without what the device has. */
    SyncPage unsent(SyncPage page) {
        return new SyncPage(
                page.messages().stream()
                        .filter(message -> !ids.contains(message.id().value()))
                        .toList(),
                page.next(),
                page.more(),
                page.reset());
    }

    /** What the device has once it got that page, too. */
    SentBefore and(SyncPage page) {
        Stream<Long> fresh = page.messages().stream().map(Message::id).map(id -> id.value());
        Set<Long> beyond = Stream.concat(ids.stream(), fresh)
                .filter(id -> id > page.next().safe())
                .collect(Collectors.toUnmodifiableSet());
        return beyond.size() > MOST ? NOTHING : new SentBefore(beyond);
    }

    /** The string that {@code user}'s device keeps. */
    String write(Cursor cursor, UserId user) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * Long.BYTES);
        ids.forEach(bytes::putLong);
        return cursor.write(user, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }
}
