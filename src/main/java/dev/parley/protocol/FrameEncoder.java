package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encodes server frames. */
public final class FrameEncoder {
    private static final JsonFactory FACTORY =
            new JsonFactory().enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
    private static final int USUAL_LENGTH = 320;

    private FrameEncoder() {}

    /** The JSON of one frame in UTF-8: an object with {@code type} first. */
    public static byte[] encode(ServerFrame frame) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator out = FACTORY.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("type", frame.type());
            frame.writeFields(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toByteArray();
    }
}
