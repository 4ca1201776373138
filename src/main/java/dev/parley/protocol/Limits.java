package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How much of each thing a client may send. What {@code welcome} tells the client comes from here. */
public final class Limits {
    /** The longest text of a message, in Unicode code points. */
    public static final int TEXT_CODE_POINTS = 100_000;
    /**
     * The largest frame, in bytes: room for the longest text even when all of it is emoji, each written as two JSON escapes
     * of six characters.
     */
    public static final int FRAME_BYTES = 1_572_864;
    /** The longest {@code ref}, in Unicode code points. */
    public static final int REF_LENGTH = 64;
    /** The most users that one message mentions. */
    public static final int MENTIONS = 100;
    /** The most ids in one {@code received}. */
    public static final int IDS_PER_RECEIVED = 1_000;
    /** The most users in one {@code presence}. */
    public static final int USERS_PER_PRESENCE = 500;
    /** The most messages that one {@code sync} asks for. */
    public static final int SYNC_LIMIT = 1_000;
    /** What a {@code sync} without a limit asks for. */
    public static final int SYNC_LIMIT_DEFAULT = 200;
    /** The longest answer of a program that decides about messages, in characters. */
    static final int ANSWER_LENGTH = 16_384;
    /** The longest access token, in characters. */
    static final int TOKEN_LENGTH = 8_192;
    /** How deep JSON may nest, unknown fields included. */
    static final int NESTING = 16;
    /** The longest name of a field, in characters. */
    static final int NAME_LENGTH = 256;
    /** The most digits of a number. */
    static final int NUMBER_LENGTH = 32;

    private Limits() {}

    /** Writes what a client is to know into the object at hand. */
    static void writeFields(JsonGenerator out) throws IOException {
        out.writeNumberField("textCodePoints", TEXT_CODE_POINTS);
        out.writeNumberField("frameBytes", FRAME_BYTES);
        out.writeNumberField("refLength", REF_LENGTH);
        out.writeNumberField("mentions", MENTIONS);
        out.writeNumberField("idsPerReceived", IDS_PER_RECEIVED);
        out.writeNumberField("usersPerPresence", USERS_PER_PRESENCE);
        out.writeNumberField("syncLimit", SYNC_LIMIT);
    }
}
