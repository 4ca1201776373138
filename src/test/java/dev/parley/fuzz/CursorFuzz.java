package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cursors: what is read is what was written for that user, and nobody reads another's. */
public final class CursorFuzz {
    static final UserId READER = new UserId(41);
    static final UserId OTHER = new UserId(42);

    private CursorFuzz() {}

    /** The target. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        read(text, READER).filter(cursor -> !cursor.equals(Cursor.START)).ifPresent(cursor -> {
            String rest = Cursor.rest(text);
            assertThat(cursor.write(READER, rest)).isEqualTo(rest.isEmpty() ? text.replace(".", "") : text);
            assertThat(read(text, OTHER)).isEmpty();
        });
    }

    private static Optional<Cursor> read(String text, UserId user) {
        try {
            return Optional.of(Cursor.parse(text, user));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
