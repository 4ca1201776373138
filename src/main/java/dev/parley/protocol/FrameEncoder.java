package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Encodes server frames. */
public final class FrameEncoder {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int USUAL_LENGTH = 320;

    private FrameEncoder() {}

    /** The JSON of one frame: an object with {@code type} first. */
    public static String encode(ServerFrame frame) {
        StringWriter text = new StringWriter(USUAL_LENGTH);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("type", frame.type());
            frame.writeFields(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
