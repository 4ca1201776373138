package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;

/** A message as columns. What a message does not have is left unset, for a null would be a deletion. */
final class MessageColumns {
    private MessageColumns() {}

    static BoundStatement set(BoundStatement statement, Message message) {
        BoundStatement set = statement
                .setString("conversation", message.conversation().toString())
                .setLong("id", message.id().value())
                .setLong("sender", message.from().value())
                .setByte("kind", (byte) message.kind().number())
                .setString("ref", message.ref())
                .setString("body", message.text());
        if (message.replyTo().isPresent()) {
            set = set.setLong("reply_to", message.replyTo().get().value());
        }
        return message.mentions().isEmpty() ? set : set.setList("mentions", numbers(message.mentions()), Long.class);
    }

    static Message message(Row row) {
        return new Message(
                new MessageId(row.getLong("id")),
                ConversationId.parse(row.getString("conversation")),
                new UserId(row.getLong("sender")),
                Message.Kind.of(row.getByte("kind")),
                row.getString("ref"),
                row.getString("body"),
                row.isNull("reply_to") ? Optional.empty() : Optional.of(new MessageId(row.getLong("reply_to"))),
                users(row, "mentions"));
    }

    /** The users in a column; none where it was not set. */
    static List<UserId> users(Row row, String column) {
        return row.getList(column, Long.class).stream().map(UserId::new).toList();
    }

    static List<Long> numbers(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    /** About how many bytes a message takes in memory. */
    static int weight(Message message) {
        return 256 + Character.BYTES * message.text().length();
    }
}
