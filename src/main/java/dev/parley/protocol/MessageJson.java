package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.Annotations;
import dev.parley.model.Event;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a message looks in JSON, in a frame as in an answer of REST. */
public final class MessageJson {
    private static final long SECONDS_OF_DAY = TimeUnit.DAYS.toSeconds(1);
    /** The one that was asked for last: most times are of now, and those of a page lie side by side. */
    private static volatile Day last = Day.of(0);

    private MessageJson() {}

    private record Day(long epochDay, String text) {
        static Day of(long epochDay) {
            return new Day(epochDay, LocalDate.ofEpochDay(epochDay).toString());
        }
    }

    /** A time as clients see it: ISO 8601 in UTC, with milliseconds. */
    public static String time(Instant time) {
        long epochDay = Math.floorDiv(time.getEpochSecond(), SECONDS_OF_DAY);
        Day day = last;
        if (day.epochDay() != epochDay) {
            day = Day.of(epochDay);
            last = day;
        }
        int second = (int) Math.floorMod(time.getEpochSecond(), SECONDS_OF_DAY);
        char[] clock = "T00:00:00.000Z".toCharArray();
        putTwo(clock, 1, second / 3600);
        putTwo(clock, 4, second / 60 % 60);
        putTwo(clock, 7, second % 60);
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(time.getNano());
        clock[10] = digit(millis / 100);
        putTwo(clock, 11, millis % 100);
        return day.text().concat(new String(clock));
    }

    private static void putTwo(char[] text, int at, int number) {
        text[at] = digit(number / 10);
        text[at + 1] = digit(number);
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
