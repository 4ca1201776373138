package dev.parley.fuzz;

import dev.parley.model.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of the targets that need no server. */
class FuzzTest {
    private static final List<String> FRAMES = List.of(
            "{\"type\":\"hello\",\"token\":\"t\",\"cursor\":\"0\",\"v\":1,\"bkg\":false}",
            "{\"type\":\"send\",\"ref\":\"r\",\"to\":{\"user\":\"5\"},\"text\":\"a\\ud83d\\udc4b\",\"mentions\":[\"1\"]}",
            "{\"type\":\"send\",\"ref\":\"r\",\"to\":{\"conversation\":\"d:1:2\"},\"text\":\"x\",\"replyTo\":\"9\"}",
            "{\"type\":\"received\",\"ids\":[\"1\",\"2\"]}",
            "{\"type\":\"sync\",\"cursor\":\"0\",\"limit\":10}",
            "{\"type\":\"token\",\"token\":\"t\"}",
            "{\"type\":\"send\",\"address\":\"chat.send\",\"headers\":{\"Authorization\":\"Bearer t\"},\"replyAddress\":\"a\","
                    + "\"body\":{\"ref\":\"r\",\"to\":{\"user\":\"5\"},\"text\":\"x\"}}",
            "{\"type\":\"register\",\"address\":\"user.5\",\"headers\":{\"Authorization\":\"Bearer t\",\"cursor\":\"0\"}}");

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "null",
            "true",
            "1e999",
            "-0",
            "\\",
            "\\u",
            "\\ud83d",
            "\u0000",
            "\ufeff",
            "\ud83d",
            "9999999999",
            "\"type\":",
            "\"ref\":\"q\",",
            "\"to\":",
            "//",
            "[[[[[[[[[[[[[[[[[[",
            "\n");

    private static final List<String> CURSORS =
            List.of("0", Cursor.at(5).write(CursorFuzz.READER), new Cursor(5, Long.MAX_VALUE).write(CursorFuzz.OTHER));

    private static final List<String> LETTERS = List.of("A", "_", "-", "=", "+", "/", ".", "\u0000", "é", "AAAA", "0");

    @Test
    void everyFrameIsUnderstoodOrRefused() {
        new Mutations(FRAMES, PIECES).tryOn(FrameFuzz::fuzzerTestOneInput, 100_000);
    }

    @Test
    void everyCursorIsItsReadersOrNone() {
        new Mutations(CURSORS, LETTERS).tryOn(CursorFuzz::fuzzerTestOneInput, 100_000);
    }
}
