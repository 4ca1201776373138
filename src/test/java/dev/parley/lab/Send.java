package dev.parley.lab;

import dev.parley.lab.Fact.Kind;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What a device has on its way, and when it was last sent. */
final class Send {
    final String ref;
    final String conversation;
    final Kind kind;
    final long names;
    final long begunAt;
    long sentAt;
    long notBefore;

    /** @param names the message that it answers or changes; 0 for none */
    Send(String ref, String conversation, Kind kind, long names, long begunAt) {
        this.ref = ref;
        this.conversation = conversation;
        this.kind = kind;
        this.names = names;
        this.begunAt = begunAt;
    }

    JsonObject frame() {
        JsonObject frame = new JsonObject()
                .put("type", "send")
                .put("ref", ref)
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("to", new JsonObject().put("conversation", conversation));
        if (kind != Kind.DELETE) {
            frame.put("text", ref);
        }
        if (names != 0) {
            frame.put(kind.amends() ? "target" : "replyTo", Long.toString(names));
        }
        return frame;
    }
}
