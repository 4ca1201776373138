package dev.parley.accounts.sql;

import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.Map;

/** One entry of the queue, as a claim reads it. */
record PushRow(
        DeviceId device, MessageId message, UserId user, ConversationId conversation, UserId author, int attempts) {
    static final String COLUMNS = "device_id, message_id, user_id, conversation, author, attempts";
    /** The one order in which entries are locked. */
    static final Comparator<PushRow> ORDER =
            Comparator.<PushRow>comparingLong(row -> row.device().value()).thenComparing(PushRow::message);

    /** What a device is told at once. */
    record Chat(DeviceId device, ConversationId conversation) {}

    static PushRow of(Row row) {
        return new PushRow(
                new DeviceId(row.getLong("device_id")),
                new MessageId(row.getLong("message_id")),
                new UserId(row.getLong("user_id")),
                ConversationId.parse(row.getString("conversation")),
                new UserId(row.getLong("author")),
                row.getInteger("attempts"));
    }

    Chat chat() {
        return new Chat(device, conversation);
    }

    Map<String, Object> key() {
        return Map.of("device", device.value(), "message", message.value());
    }
}
