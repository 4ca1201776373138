package dev.parley.store.cassandra;

import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.cassandra.Log.Place;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;

/**
 * Each user's conversations with the last message of each.
 *
 * <p>A late message with a smaller id does not move a conversation back: the id's own time is the time of the write, and
 * Cassandra keeps the value of the latest. Within a millisecond the larger value wins, which is the larger id.
 */
final class ConversationLists {
    private final Queries queries;

    ConversationLists(Queries queries) {
        this.queries = queries;
    }

    Future<Void> put(UserId user, Message message) {
        return put(user, new Place(message.id(), message.conversation()));
    }

    Future<Void> put(UserId user, Place last) {
        long id = last.id().value();
        return queries.write(queries.bind(
                Cql.PUT_LAST,
                Times.of(last.id()),
                id,
                user.value(),
                last.conversation().toString()));
    }

    /** The places of the last messages with ids below a value, the newest first. */
    Future<List<Place>> newest(UserId user, long below, int limit) {
        return queries.rows(queries.bind(Cql.GET_LAST, user.value())).map(rows -> rows.stream()
                .filter(row -> row.getLong("last") < below)
                .map(row -> new Place(
                        new MessageId(row.getLong("last")), ConversationId.parse(row.getString("conversation"))))
                .sorted(Comparator.comparing(Place::id).reversed())
                .limit(limit)
                .toList());
    }
}
