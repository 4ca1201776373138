package dev.parley.model;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Up to where a device has its user's messages.
 *
 * <p>A smaller id can become visible after a larger one, so the largest id that a device has is no cursor (see
 * matrix-org/synapse issue 7206). {@code safe} is: at or below it nothing will ever appear. {@code read} is how far a run
 * of pages has got; between the two, entries were sent but others may still appear, and the next run reads that part
 * again. A run that is complete has both equal.
 *
 * <p>To clients it is an opaque string, bound to its user by a checksum: a slip is found, a forgery reads the forger's
 * own inbox at another place. What follows a dot in it is not the cursor's own, and not checked: whoever wrote it reads it.
 *
 * @param safe an id value at or below which the device has everything
 * @param read an id value, not below {@code safe}, at which the next page starts
 */
public record Cursor(long safe, long read) {
    /** Everything that the inbox keeps is still to come. Its written form is {@code "0"}. */
    public static final Cursor START = new Cursor(0, 0);

    private static final char DOT = '.';
    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + Long.BYTES + Long.BYTES + Integer.BYTES;

    public Cursor {
        if (safe < 0 || read < safe) {
            throw new IllegalArgumentException("a cursor has 0 <= safe <= read");
        }
    }

    /** A cursor with nothing under way: the next run starts at {@code safe}. */
    public static Cursor at(long safe) {
        return new Cursor(safe, safe);
    }

    /**
     * Reads what {@link #write} wrote for the same user, or {@code "0"}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Cursor parse(String text, UserId user) {
        int dot = text.indexOf(DOT);
        return parseOwn(dot < 0 ? text : text.substring(0, dot), user);
    }

    private static Cursor parseOwn(String text, UserId user) {
        if (text.equals("0")) {
            return START;
        }
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            throw new IllegalArgumentException("not a cursor");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        Cursor cursor = new Cursor(buffer.getLong(), buffer.getLong());
        if (!cursor.write(user).equals(text)) {
            throw new IllegalArgumentException("not a cursor of this user");
        }
        return cursor;
    }

    /** What follows the cursor itself in its written form; nothing where nothing does. */
    public static String rest(String text) {
        int dot = text.indexOf(DOT);
        return dot < 0 ? "" : text.substring(dot + 1);
    }

    /** The string that {@code user}'s device keeps, and after it what {@link #rest} is to give. */
    public String write(UserId user, String rest) {
        return rest.isEmpty() ? write(user) : write(user) + DOT + rest;
    }

    /** The string that {@code user}'s device keeps. */
    public String write(UserId user) {
        ByteBuffer buffer =
                ByteBuffer.allocate(LENGTH).put(VERSION).putLong(safe).putLong(read);
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.array(), 0, buffer.position());
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(user.value()).flip());
        buffer.putInt((int) checksum.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }
}
