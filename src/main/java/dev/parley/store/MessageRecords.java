package dev.parley.store;

import dev.parley.archive.RecordFormat;
import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an export holds of a message store. Ids are strings of digits, as wherever they are shown. */
public final class MessageRecords {
    /** Messages, the log of every conversation. */
    public static final RecordFormat<Message> MESSAGES =
            new RecordFormat<>("messages", MessageRecords::json, MessageRecords::message);

    public static final RecordFormat<KnownRef> REFS = new RecordFormat<>(
            "refs",
            ref -> json(ref.id(), ref.conversation())
                    .put("sender", ref.sender().toString())
                    .put("ref", ref.ref()),
            json -> new KnownRef(user(json, "sender"), json.getString("ref"), id(json), conversation(json)));

    public static final RecordFormat<Listed> CONVERSATIONS = new RecordFormat<>(
            "conversations",
            listed -> json(listed.last(), listed.conversation())
                    .put("user", listed.user().toString()),
            json -> new Listed(user(json, "user"), conversation(json), id(json)));

    public static final RecordFormat<InboxEntry> INBOXES = new RecordFormat<>(
            "inboxes",
            entry -> json(entry.id(), entry.conversation())
                    .put("user", entry.user().toString()),
            json -> new InboxEntry(user(json, "user"), id(json), conversation(json)));

    public static final RecordFormat<MarkAt> MARKS =
            new RecordFormat<>("marks", MessageRecords::json, MessageRecords::mark);

    public static final RecordFormat<LastActive> ACTIVE = new RecordFormat<>(
            "active",
            active -> new JsonObject()
                    .put("user", active.user().toString())
                    .put("at", active.at().toString()),
            json -> new LastActive(user(json, "user"), Instant.parse(json.getString("at"))));

    private MessageRecords() {}

    /** A message that is recognised by its sender's ref. */
    public record KnownRef(UserId sender, String ref, MessageId id, ConversationId conversation) {}

    /** A conversation in a user's list, with its last message. */
    public record Listed(UserId user, ConversationId conversation, MessageId last) {}

    /** A message in a user's inbox. */
    public record InboxEntry(UserId user, MessageId id, ConversationId conversation) {}

    /** How far a user has got or read a conversation: one of both marks. */
    public record MarkAt(UserId user, ConversationId conversation, Marks marks) {}

    /** When a user was last active. */
    public record LastActive(UserId user, Instant at) {}

    private static JsonObject json(MarkAt mark) {
        JsonObject json = new JsonObject()
                .put("user", mark.user().toString())
                .put("conversation", mark.conversation().toString());
        mark.marks().delivered().ifPresent(id -> json.put("delivered", id.toString()));
        mark.marks().read().ifPresent(id -> json.put("read", id.toString()));
        return json;
    }

    private static MarkAt mark(JsonObject json) {
        return new MarkAt(user(json, "user"), conversation(json), new Marks(id(json, "delivered"), id(json, "read")));
    }

    private static JsonObject json(Message message) {
        JsonObject json = json(message.id(), message.conversation())
                .put("from", message.from().toString())
                .put("kind", message.kind().number())
                .put("ref", message.ref())
                .put("text", message.text());
        message.replyTo().ifPresent(id -> json.put("replyTo", id.toString()));
        message.target().ifPresent(target -> json.put("target", target.toString()));
        message.amendedBy().ifPresent(id -> json.put("amendedBy", id.toString()));
        if (!message.annotations().isEmpty()) {
            json.put(
                    "annotations",
                    new JsonObject(new TreeMap<>(message.annotations().values())));
        }
        if (!message.mentions().isEmpty()) {
            json.put(
                    "mentions",
                    new JsonArray(
                            message.mentions().stream().map(UserId::toString).toList()));
        }
        return json;
    }

    private static Message message(JsonObject json) {
        return new Message(
                id(json),
                conversation(json),
                user(json, "from"),
                Message.Kind.of(json.getInteger("kind")),
                json.getString("ref"),
                json.getString("text"),
                id(json, "replyTo"),
                mentions(json.getJsonArray("mentions", new JsonArray())),
                Optional.ofNullable(json.getString("target")).map(Long::valueOf),
                id(json, "amendedBy"),
                annotations(json.getJsonObject("annotations", new JsonObject())));
    }

    private static Annotations annotations(JsonObject values) {
        return new Annotations(
                values.stream().collect(Collectors.toMap(Map.Entry::getKey, value -> (String) value.getValue())));
    }

    private static List<UserId> mentions(JsonArray users) {
        return users.stream().map(user -> UserId.parse((String) user)).toList();
    }

    private static JsonObject json(MessageId id, ConversationId conversation) {
        return new JsonObject().put("id", id.toString()).put("conversation", conversation.toString());
    }

    private static MessageId id(JsonObject json) {
        return MessageId.parse(json.getString("id"));
    }

    private static Optional<MessageId> id(JsonObject json, String field) {
        return Optional.ofNullable(json.getString(field)).map(MessageId::parse);
    }

    private static ConversationId conversation(JsonObject json) {
        return ConversationId.parse(json.getString("conversation"));
    }

    private static UserId user(JsonObject json, String field) {
        return UserId.parse(json.getString(field));
    }
}
