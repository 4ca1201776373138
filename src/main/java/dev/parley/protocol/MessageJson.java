package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.Annotations;
import dev.parley.model.Event;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a message looks in JSON, in a frame as in an answer of REST. */
public final class MessageJson {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final int MILLIS_AND_ZONE = "000Z".length();
    /** The one that was asked for last: most times are of now. */
    private static volatile Second last = Second.of(0);

    private MessageJson() {}

    /** @param text up to the dot before the milliseconds */
    private record Second(long epochSecond, String text) {
        static Second of(long epochSecond) {
            String text = MILLIS.format(Instant.ofEpochSecond(epochSecond));
            return new Second(epochSecond, text.substring(0, text.length() - MILLIS_AND_ZONE));
        }
    }

    /** A time as clients see it: ISO 8601 in UTC, with milliseconds. */
    public static String time(Instant time) {
        Second second = last;
        if (second.epochSecond() != time.getEpochSecond()) {
            second = Second.of(time.getEpochSecond());
            last = second;
        }
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(time.getNano());
        return second.text() + digit(millis / 100) + digit(millis / 10) + digit(millis) + 'Z';
    }

    private static char digit(int number) {
        return (char) ('0' + number % 10);
    }

    /** A kind as clients see it. */
    static String name(Message.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Writes the fields of an event into the object at hand. */
    static void writeEvent(JsonGenerator out, Message entry) throws IOException {
        Event event = Event.read(entry.text());
        out.writeStringField("id", entry.id().toString());
        out.writeStringField("at", time(entry.id().at()));
        out.writeStringField("name", event.name());
        out.writeFieldName("body");
        out.writeRawValue(event.body());
    }

    /** Writes a list of events. */
    public static void writeEvents(JsonGenerator out, List<Message> entries) throws IOException {
        out.writeStartArray();
        for (Message entry : entries) {
            out.writeStartObject();
            writeEvent(out, entry);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes a list of messages as {@code viewer} sees them. */
    public static void writeAll(JsonGenerator out, List<Message> messages, UserId viewer) throws IOException {
        out.writeStartArray();
        for (Message message : messages) {
            write(out, message, viewer);
        }
        out.writeEndArray();
    }

    /** Writes one message as an object, as {@code viewer} sees it. */
    public static void write(JsonGenerator out, Message message, UserId viewer) throws IOException {
        out.writeStartObject();
        writeFields(out, message, message.from().equals(viewer));
        out.writeEndObject();
    }

    /** Writes the fields of a message into the object at hand; {@code ref} is for the sender's own devices. */
    static void writeFields(JsonGenerator out, Message message, boolean own) throws IOException {
        out.writeStringField("id", message.id().toString());
        out.writeStringField("conversation", message.conversation().toString());
        out.writeStringField("from", message.from().toString());
        out.writeStringField("at", time(message.id().at()));
        out.writeStringField("kind", name(message.kind()));
        out.writeStringField("text", message.text());
        if (message.replyTo().isPresent()) {
            out.writeStringField("replyTo", message.replyTo().get().toString());
        }
        if (!message.mentions().isEmpty()) {
            writeMentions(out, message.mentions());
        }
        if (message.target().isPresent()) {
            out.writeStringField("target", Long.toString(message.target().get()));
        }
        if (message.amendedAt().isPresent()) {
            out.writeStringField(
                    message.isDeleted() ? "deletedAt" : "editedAt",
                    time(message.amendedAt().get()));
        }
        if (!message.annotations().isEmpty()) {
            writeAnnotations(out, message.annotations());
        }
        if (own && message.kind().isSent()) {
            out.writeStringField("ref", message.ref());
        }
    }

    private static void writeAnnotations(JsonGenerator out, Annotations annotations) throws IOException {
        out.writeObjectFieldStart("annotations");
        for (Map.Entry<String, String> one : annotations.values().entrySet()) {
            out.writeStringField(one.getKey(), one.getValue());
        }
        out.writeEndObject();
    }

    private static void writeMentions(JsonGenerator out, List<UserId> mentions) throws IOException {
        out.writeArrayFieldStart("mentions");
        for (UserId user : mentions) {
            out.writeString(user.toString());
        }
        out.writeEndArray();
    }
}
