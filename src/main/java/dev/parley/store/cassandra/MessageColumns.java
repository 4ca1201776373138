package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.parley.model.Annotations;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A message as columns. What a message does not have is left unset, for a null would be a deletion. A text that was
 * amended has its last state in a column of its own, and nothing in those that it was first written to.
 */
final class MessageColumns {
    private static final String AMENDED = "amended";
    private static final String ANNOTATIONS = "annotations";

    private MessageColumns() {}

    /** Sets all but the amendment. */
    static BoundStatement set(BoundStatement statement, Message message) {
        boolean amended = message.amendedBy().isPresent();
        BoundStatement set = statement
                .setLong("written", Times.of(message.id()))
                .setString("conversation", message.conversation().toString())
                .setLong("id", message.id().value())
                .setLong("sender", message.from().value())
                .setByte("kind", (byte) message.kind().number())
                .setString("ref", message.ref())
                .setString("body", amended ? "" : message.text());
        if (message.replyTo().isPresent()) {
            set = set.setLong("reply_to", message.replyTo().get().value());
        }
        if (message.target().isPresent()) {
            set = set.setLong("target", message.target().get());
        }
        if (!amended && !message.annotations().isEmpty()) {
            set = setAnnotations(set, message.id(), message.annotations());
        }
        return amended || message.mentions().isEmpty()
                ? set
                : set.setList("mentions", numbers(message.mentions()), Long.class);
    }

    /** Sets what {@code says} says as the last state of a text, made so by {@code by}. */
    static BoundStatement setAmended(BoundStatement statement, MessageId by, Message says) {
        UserDefinedType type = (UserDefinedType) statement.getType(AMENDED);
        boolean deleted = says.text().isEmpty();
        BoundStatement set = statement.setUdtValue(
                AMENDED, type.newValue(by.value(), deleted, says.text(), numbers(says.mentions())));
        return setAnnotations(set, by, says.annotations());
    }

    private static BoundStatement setAnnotations(BoundStatement statement, MessageId by, Annotations annotations) {
        TupleType type = (TupleType) statement.getType(ANNOTATIONS);
        return statement.setTupleValue(ANNOTATIONS, type.newValue(by.value(), annotations.values()));
    }

    /** Whether the row is that of a message, and not the mere trace of one that amended what is not there. */
    static boolean isMessage(Row row) {
        return !row.isNull("kind");
    }

    static Message message(Row row) {
        Optional<UdtValue> amended = Optional.ofNullable(row.getUdtValue(AMENDED));
        return new Message(
                new MessageId(row.getLong("id")),
                ConversationId.parse(row.getString("conversation")),
                new UserId(row.getLong("sender")),
                Message.Kind.of(row.getByte("kind")),
                row.getString("ref"),
                amended.map(last -> last.getString("body")).orElseGet(() -> row.getString("body")),
                row.isNull("reply_to") ? Optional.empty() : Optional.of(new MessageId(row.getLong("reply_to"))),
                users(amended.map(last -> last.getList("mentions", Long.class))
                        .orElseGet(() -> row.getList("mentions", Long.class))),
                row.isNull("target") ? Optional.empty() : Optional.of(row.getLong("target")),
                amended.map(last -> new MessageId(last.getLong("id"))),
                annotations(row, amended.map(last -> last.getLong("id")).orElseGet(() -> row.getLong("id"))));
    }

    /** Those of what {@code by} said. */
    private static Annotations annotations(Row row, long by) {
        TupleValue noted = row.getTupleValue(ANNOTATIONS);
        return noted == null || noted.getLong(0) != by
                ? Annotations.NONE
                : new Annotations(noted.getMap(1, String.class, String.class));
    }

    static List<UserId> users(List<Long> numbers) {
        return numbers.stream().map(UserId::new).toList();
    }

    static List<Long> numbers(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }

    /** About how many bytes a message takes in memory. */
    static int weight(Message message) {
        return 256 + Character.BYTES * message.text().length();
    }
}
