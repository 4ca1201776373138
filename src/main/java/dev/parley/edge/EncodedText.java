package dev.parley.edge;

import java.nio.charset.StandardCharsets;

/** A text as it goes out: its bytes in UTF-8, which are made once for all who get it. May be used by any thread. */
final class EncodedText {
    private final byte[] utf8;

    /** @param utf8 not to be changed any more */
    EncodedText(byte[] utf8) {
        this.utf8 = utf8;
    }

    EncodedText(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    /** For transports that wrap it in another text. */
    String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** How many bytes it takes. */
    int length() {
        return utf8.length;
    }

    /** Its bytes, which are not to be changed. */
    byte[] utf8() {
        return utf8;
    }
}
