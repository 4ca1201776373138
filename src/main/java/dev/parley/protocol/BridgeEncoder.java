package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.Failure;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Encodes what the bridges say: {@code rec} or {@code message} with a body, {@code err} with a failure. */
public final class BridgeEncoder {
    private static final JsonFactory FACTORY = new JsonFactory();

    private BridgeEncoder() {}

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    /** The answer to a ping, over TCP. */
    public static final String PONG = "{\"type\":\"pong\"}";

    /**
     * What arrives at an address that was registered.
     *
     * @param body JSON
     */
    public static String heard(BridgeForm form, String address, String body) {
        return brought(form, address, Optional.empty(), body, false);
    }

    /**
     * An answer.
     *
     * @param reply where it is waited for
     * @param body JSON
     */
    public static String answered(BridgeForm form, String reply, String body) {
        return brought(form, reply, Optional.empty(), body, true);
    }

    /**
     * A question, over TCP.
     *
     * @param reply where to answer it
     * @param body JSON
     */
    public static String asked(String address, String reply, String body) {
        return brought(BridgeForm.TCP, address, Optional.of(reply), body, true);
    }

    /** @param forOne whether nobody else gets it, which is said over TCP, as are headers even where there are none */
    private static String brought(
            BridgeForm form, String address, Optional<String> reply, String body, boolean forOne) {
        return object(out -> {
            out.writeStringField("type", form.received());
            out.writeStringField("address", address);
            if (reply.isPresent()) {
                out.writeStringField("replyAddress", reply.get());
            }
            if (form == BridgeForm.TCP) {
                out.writeObjectFieldStart("headers");
                out.writeEndObject();
                out.writeBooleanField("send", forOne);
            }
            out.writeFieldName("body");
            out.writeRawValue(body);
        });
    }

    /** A failure that answers nothing. */
    public static String failed(Failure failure) {
        return object(out -> writeFailure(out, failure));
    }

    /**
     * A failure that answers what was sent to an address.
     *
     * @param reply where an answer is waited for
     */
    public static String failed(BridgeForm form, String address, String reply, Failure failure) {
        return object(out -> {
            out.writeStringField("address", reply);
            if (form == BridgeForm.TCP) {
                out.writeStringField("sourceAddress", address);
            }
            writeFailure(out, failure);
        });
    }

    /**
     * As the bridge tells a failure of a consumer. Stock clients hand on {@code failureCode}, {@code failureType} and
     * {@code message} only, or the whole when it has no address; {@code failure} is what a {@code failed} frame holds.
     */
    private static void writeFailure(JsonGenerator out, Failure failure) throws IOException {
        String code = failure.code().wireName();
        out.writeStringField("type", "err");
        out.writeStringField("body", code);
        out.writeNumberField("failureCode", failure.code().httpStatus());
        out.writeStringField("failureType", "RECIPIENT_FAILURE");
        out.writeStringField("message", code);
        out.writeObjectFieldStart("failure");
        FailureJson.writeFields(out, failure);
        out.writeEndObject();
    }

    /** The body that answers {@code chat.sync}: a {@code synced} frame that holds what would come before it. */
    public static String page(List<Message> messages, UserId viewer, ServerFrame.Synced synced) {
        return object(out -> {
            out.writeStringField("type", synced.type());
            out.writeFieldName("messages");
            MessageJson.writeAll(out, kept(messages, false), viewer);
            out.writeFieldName("events");
            MessageJson.writeEvents(out, kept(messages, true));
            synced.writeFields(out);
        });
    }

    private static List<Message> kept(List<Message> messages, boolean events) {
        return messages.stream()
                .filter(message -> (message.kind() == Message.Kind.EVENT) == events)
                .toList();
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
