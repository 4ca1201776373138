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

    /** @param body JSON */
    public static String received(BridgeForm form, String address, String body) {
        return received(form, address, Optional.empty(), body);
    }

    /**
     * A question, over TCP.
     *
     * @param reply where to answer it
     * @param body JSON
     */
    public static String asked(String address, String reply, String body) {
        return received(BridgeForm.TCP, address, Optional.of(reply), body);
    }

    private static String received(BridgeForm form, String address, Optional<String> reply, String body) {
        return object(out -> {
            out.writeStringField("type", form.received());
            out.writeStringField("address", address);
            if (reply.isPresent()) {
                out.writeStringField("replyAddress", reply.get());
            }
            out.writeFieldName("body");
            out.writeRawValue(body);
        });
    }

    /**
     * A failure as the bridge tells one of a consumer. Stock clients hand on {@code failureCode}, {@code failureType} and
     * {@code message} only, or the whole when it has no address; {@code failure} is what a {@code failed} frame holds.
     *
     * @param address where an answer is waited for
     */
    public static String failed(Optional<String> address, Failure failure) {
        String code = failure.code().wireName();
        return object(out -> {
            out.writeStringField("type", "err");
            if (address.isPresent()) {
                out.writeStringField("address", address.get());
            }
            out.writeStringField("body", code);
            out.writeNumberField("failureCode", failure.code().httpStatus());
            out.writeStringField("failureType", "RECIPIENT_FAILURE");
            out.writeStringField("message", code);
            out.writeObjectFieldStart("failure");
            FailureJson.writeFields(out, failure);
            out.writeEndObject();
        });
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
