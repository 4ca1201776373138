package dev.parley.notification.apns;

import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.parley.notification.Note;
import dev.parley.notification.NoteJson;
import io.vertx.core.json.JsonObject;

/** Notes as APNs takes them: an alert that the device shows without the app, and beside it the note itself. */
final class ApnsNotes {
    /** With names and all else, encoded at its longest, within the 4,096 bytes that APNs takes. */
    private static final int MOST_TEXT = 300;

    private ApnsNotes() {}

    static SimpleApnsPushNotification write(String token, String topic, Note note) {
        boolean silent = note.source().isEmpty() && !note.isTest();
        JsonObject body = NoteJson.write(note, MOST_TEXT);
        body.remove("text");
        JsonObject payload = new JsonObject()
                .put("aps", silent ? new JsonObject().put("content-available", 1) : alert(note))
                .put("note", body);
        return new SimpleApnsPushNotification(
                token,
                topic,
                payload.encode(),
                note.until(),
                silent ? DeliveryPriority.CONSERVE_POWER : DeliveryPriority.IMMEDIATE,
                silent ? PushType.BACKGROUND : PushType.ALERT,
                note.topic());
    }

    private static JsonObject alert(Note note) {
        JsonObject alert = new JsonObject().put("title", title(note));
        note.source().flatMap(Note.Source::group).ifPresent(group -> alert.put("subtitle", group));
        note.text().ifPresent(text -> alert.put("body", NoteJson.cut(text, MOST_TEXT)));
        return new JsonObject()
                .put("alert", alert)
                .put("badge", note.badge())
                .put("sound", "default")
                .put("mutable-content", 1)
                .put("thread-id", note.topic());
    }

    private static String title(Note note) {
        return note.source().map(Note.Source::name).orElse("Parley");
    }
}
