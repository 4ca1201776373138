package dev.parley.notification;

import io.vertx.core.json.JsonObject;

/** A note as clients and webhooks get it. */
public final class NoteJson {
    private NoteJson() {}

    /** @param mostText after how many code points the text is cut */
    public static JsonObject write(Note note, int mostText) {
        if (note.isTest()) {
            return new JsonObject().put("type", "test").put("badge", note.badge());
        }
        return note.source().map(source -> message(note, source, mostText)).orElseGet(() -> new JsonObject()
                .put("type", "wakeup"));
    }

    private static JsonObject message(Note note, Note.Source source, int mostText) {
        JsonObject json = new JsonObject()
                .put("type", "message")
                .put("conversation", note.conversation().toString())
                .put("id", note.last().toString())
                .put("at", note.last().at().toString())
                .put("count", note.count())
                .put("unread", note.unread())
                .put("badge", note.badge())
                .put(
                        "from",
                        new JsonObject().put("id", source.sender().toString()).put("name", source.name()));
        source.group().ifPresent(group -> json.put("group", group));
        note.text().ifPresent(text -> json.put("text", cut(text, mostText)));
        return json;
    }

    /** As many code points of a text, and a sign where more follow. */
    public static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}
