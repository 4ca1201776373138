package dev.parley.api;

import dev.parley.bus.PushService.Carries;
import dev.parley.bus.PushService.QuietHours;
import dev.parley.bus.PushService.Wishes;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What a user wants of pushes, as JSON. */
final class PushWishes {
    private static final int MINUTES = 60;
    private static final int LONGEST_ZONE = 64;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private PushWishes() {}

    static JsonObject write(Wishes wishes) {
        JsonObject body =
                new JsonObject().put("carries", wishes.carries().name().toLowerCase(Locale.ROOT));
        wishes.quietHours()
                .ifPresent(quiet -> body.put(
                        "quietHours",
                        new JsonObject()
                                .put("from", time(quiet.from()))
                                .put("to", time(quiet.to()))
                                .put("zone", quiet.zone())));
        return body;
    }

    private static String time(int minutes) {
        return TIME.format(LocalTime.of(minutes / MINUTES, minutes % MINUTES));
    }

    /** What is left out is as it is for everybody. */
    static Wishes read(Fields body) {
        Carries carries =
                body.optionalText("carries").isPresent() ? body.value("carries", PushWishes::carries) : Carries.TEXT;
        return new Wishes(
                carries, body.has("quietHours") ? Optional.of(quiet(body.object("quietHours"))) : Optional.empty());
    }

    private static Carries carries(String name) {
        return switch (name) {
            case "text" -> Carries.TEXT;
            case "sender" -> Carries.SENDER;
            case "nothing" -> Carries.NOTHING;
            default -> throw new IllegalArgumentException("it is text, sender or nothing");
        };
    }

    private static QuietHours quiet(Fields fields) {
        return new QuietHours(
                fields.value("from", PushWishes::minutes),
                fields.value("to", PushWishes::minutes),
                fields.value("zone", PushWishes::zone));
    }

    private static int minutes(String text) {
        try {
            LocalTime time = LocalTime.parse(text, TIME);
            return time.getHour() * MINUTES + time.getMinute();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("it is a time such as 22:30", noTime);
        }
    }

    private static String zone(String text) {
        try {
            ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("it is a time zone such as Europe/Berlin", unknown);
        }
        if (text.length() > LONGEST_ZONE) {
            throw new IllegalArgumentException("it is a time zone such as Europe/Berlin");
        }
        return text;
    }
}
