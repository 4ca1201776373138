package dev.parley.protocol;

import dev.parley.model.Failure;

/** What came of decoding a frame. */
public sealed interface Decoded {
    /** A frame in good form. */
    record Valid(ClientFrame frame) implements Decoded {}

    /** Not a frame: {@code failure} has the code {@code BAD_FRAME} and says what is wrong. */
    record Malformed(Failure failure) implements Decoded {}

    /** A {@code send} with something wrong in it, and a {@code ref} by which to say so. */
    record RefusedSend(String ref, Failure failure) implements Decoded {}
}
