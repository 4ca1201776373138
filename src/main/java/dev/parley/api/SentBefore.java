package dev.parley.api;

import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final int MOST_BYTES = 2_400;
    /** Of a number in each byte, and what says that there is more of it. */
    private static final int BITS = 7;

    private static final int MORE = 1 << BITS;

    static final SentBefore NOTHING = new SentBefore(Set.of());

    /** What a cursor that {@link #write} wrote says; nothing where it is another one. */
    static SentBefore read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(Cursor.rest(cursor));
            return bytes.length > MOST_BYTES ? NOTHING : new SentBefore(ids(ByteBuffer.wrap(bytes)));
        } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException slip) {
            return NOTHING;
        }
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
        SentBefore all = new SentBefore(beyond);
        return all.bytes().length > MOST_BYTES ? NOTHING : all;
    }

    /** The string that {@code user}'s device keeps. */
    String write(Cursor cursor, UserId user) {
        return cursor.write(user, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()));
    }

    /** Each is written as how far it is from the one before, in groups of seven bits, the lowest first, as in LEB128. */
    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long before = 0;
        for (long id : ids.stream().sorted().toList()) {
            long step = id - before;
            for (; step >= MORE; step >>>= BITS) {
                bytes.write((int) (step % MORE) | MORE);
            }
            bytes.write((int) step);
            before = id;
        }
        return bytes.toByteArray();
    }

    private static Set<Long> ids(ByteBuffer bytes) {
        Set<Long> ids = new HashSet<>();
        long last = 0;
        while (bytes.hasRemaining()) {
            last = Math.addExact(last, step(bytes));
            ids.add(last);
        }
        return Set.copyOf(ids);
    }

    private static long step(ByteBuffer bytes) {
        long step = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += BITS) {
            byte next = bytes.get();
            step |= (long) (next & MORE - 1) << shift;
            if (next >= 0) {
                return step;
            }
        }
        throw new ArithmeticException("no id is so large");
    }
}
