package dev.parley.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What an endpoint answers when nothing failed.
 *
 * @param type the media type of the body
 * @param cookie what the caller is to keep
 */
record Answer(int status, String type, Optional<Buffer> body, Optional<Cookie> cookie) {
    private static final String JSON = "application/json";
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the fields of the object that is the body. */
    @FunctionalInterface
    interface Writer {
        void writeFields(JsonGenerator out) throws IOException;
    }

    Answer(int status, String type, Optional<Buffer> body) {
        this(status, type, body, Optional.empty());
    }

    /** The same answer, with a cookie for the caller to keep. */
    Answer with(Optional<Cookie> kept) {
        return new Answer(status, type, body, kept);
    }

    static Answer ok(JsonObject body) {
        return new Answer(200, JSON, Optional.of(body.toBuffer()));
    }

    static Answer ok(Writer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            body.writeFields(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(200, JSON, Optional.of(Buffer.buffer(bytes.toByteArray())));
    }

    static Answer created(JsonObject body) {
        return new Answer(201, JSON, Optional.of(body.toBuffer()));
    }

    /** It will be done. */
    static Answer accepted(JsonObject body) {
        return new Answer(202, JSON, Optional.of(body.toBuffer()));
    }

    static Answer empty() {
        return new Answer(204, JSON, Optional.empty());
    }
}
