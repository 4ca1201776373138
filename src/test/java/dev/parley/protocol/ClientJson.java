package dev.parley.protocol;

import dev.parley.model.Content;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Writes client frames, as a client would. */
public final class ClientJson {
    private ClientJson() {}

    public static String write(ClientFrame frame) {
        return json(frame).encode();
    }

    private static JsonObject json(ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            JsonObject json = type("hello").put("token", hello.token());
            hello.cursor().ifPresent(cursor -> json.put("cursor", cursor));
            return hello.background() ? json.put("bkg", true).put("v", 1) : json.put("v", 1);
        }
        if (frame instanceof ClientFrame.Send send) {
            return send(send);
        }
        if (frame instanceof ClientFrame.Received received) {
            List<String> ids = received.ids().stream().map(MessageId::toString).toList();
            return type("received").put("ids", new JsonArray(ids));
        }
        if (frame instanceof ClientFrame.Read read) {
            return type("read")
                    .put("conversation", read.conversation().toString())
                    .put("id", read.id().toString());
        }
        if (frame instanceof ClientFrame.Typing typing) {
            return type("typing")
                    .put("conversation", typing.conversation().toString())
                    .put("active", typing.active());
        }
        if (frame instanceof ClientFrame.Presence presence) {
            return presence(presence);
        }
        if (frame instanceof ClientFrame.Sync sync) {
            return type("sync").put("cursor", sync.cursor()).put("limit", sync.limit());
        }
        if (frame instanceof ClientFrame.Token token) {
            return type("token").put("token", token.token());
        }
        return type("heartbeat");
    }

    private static JsonObject presence(ClientFrame.Presence presence) {
        JsonObject json = type("presence");
        presence.conversation().ifPresent(conversation -> json.put("conversation", conversation.toString()));
        List<String> users = presence.users().stream().map(UserId::toString).toList();
        return users.isEmpty() ? json : json.put("users", new JsonArray(users));
    }

    private static JsonObject send(ClientFrame.Send send) {
        Content content = send.content();
        JsonObject json = type("send").put("ref", content.ref()).put("to", target(send.to()));
        if (content.kind() != Message.Kind.TEXT) {
            json.put("kind", content.kind().name().toLowerCase(Locale.ROOT));
        }
        content.target().ifPresent(id -> json.put("target", id.toString()));
        json.put("text", content.text());
        content.replyTo().ifPresent(id -> json.put("replyTo", id.toString()));
        List<String> mentions =
                content.mentions().stream().map(UserId::toString).toList();
        return mentions.isEmpty() ? json : json.put("mentions", new JsonArray(mentions));
    }

    private static JsonObject target(ClientFrame.Target target) {
        return target instanceof ClientFrame.ToUser to
                ? new JsonObject().put("user", to.user().toString())
                : new JsonObject()
                        .put(
                                "conversation",
                                ((ClientFrame.ToConversation) target)
                                        .conversation()
                                        .toString());
    }

    private static JsonObject type(String type) {
        return new JsonObject().put("type", type);
    }
}
