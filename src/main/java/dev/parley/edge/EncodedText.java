package dev.parley.edge;

import java.nio.charset.StandardCharsets;

/** A text as it goes out, and its bytes in UTF-8, which are made once for all who get it. May be used by any thread. */
final class EncodedText {
    private final String text;
    private final byte[] utf8;

    EncodedText(String text) {
        this.text = text;
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    /** For transports that wrap it in another text. */
    String text() {
        return text;
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
