package dev.parley.accounts.sql;

import dev.parley.accounts.Announcement;
import dev.parley.accounts.AnnouncementStore;
import dev.parley.model.ConversationId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outbox in SQL. */
final class SqlAnnouncements implements AnnouncementStore {
    private final Database database;
    private final Hold hold;

    /** @param hold while it lasts, nothing is forgotten */
    SqlAnnouncements(Database database, Hold hold) {
        this.database = database;
        this.hold = hold;
    }

    /** Keeps announcements within the transaction of the change that they tell of. */
    static Future<Void> insert(SqlClient client, List<Announcement> announcements) {
        return Sql.batch(
                client,
                "INSERT INTO announcements (id, conversation, author, kind, text, target, recipients)"
                        + " VALUES (#{id}, #{conversation}, #{author}, #{kind}, #{text}, #{target}, #{recipients})",
                announcements.stream().map(SqlAnnouncements::columns).toList());
    }

    private static Map<String, Object> columns(Announcement announcement) {
        Map<String, Object> columns = new HashMap<>(Map.of(
                "id", announcement.id().value(),
                "conversation", announcement.conversation().toString(),
                "author", announcement.author().value(),
                "kind", announcement.kind().number(),
                "text", announcement.text(),
                "recipients",
                        announcement.recipients().stream().map(UserId::toString).collect(Collectors.joining(","))));
        columns.put("target", announcement.target().orElse(null));
        return columns;
    }

    @Override
    public Future<List<Announcement>> of(ConversationId conversation, int limit) {
        return database.read(client -> Sql.query(
                client,
                "SELECT id, conversation, author, kind, text, target, recipients FROM announcements"
                        + " WHERE conversation = #{conversation} ORDER BY id LIMIT #{limit}",
                SqlAnnouncements::announcement,
                Map.of("conversation", conversation.toString(), "limit", limit)));
    }

    private static Announcement announcement(Row row) {
        return new Announcement(
                new MessageId(row.getLong("id")),
                ConversationId.parse(row.getString("conversation")),
                new UserId(row.getLong("author")),
                Message.Kind.of(row.getInteger("kind")),
                row.getString("text"),
                Optional.ofNullable(row.getLong("target")),
                Stream.of(row.getString("recipients").split(","))
                        .map(UserId::parse)
                        .toList());
    }

    @Override
    public Future<List<ConversationId>> waiting(long below, int limit) {
        return database.read(client -> Sql.query(
                client,
                "SELECT conversation FROM announcements WHERE id < #{below}"
                        + " GROUP BY conversation ORDER BY MIN(id) LIMIT #{limit}",
                row -> ConversationId.parse(row.getString("conversation")),
                Map.of("below", below, "limit", limit)));
    }

    @Override
    public Future<Void> sent(MessageId id) {
        return hold.over()
                .compose(over -> database.write(client -> Sql.update(
                                client, "DELETE FROM announcements WHERE id = #{id}", Map.of("id", id.value()))
                        .mapEmpty()));
    }
}
