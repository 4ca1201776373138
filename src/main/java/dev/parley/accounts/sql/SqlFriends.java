package dev.parley.accounts.sql;

import dev.parley.accounts.FriendStore;
import dev.parley.bus.FriendsService.Friends;
import dev.parley.bus.FriendsService.Link;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One user's friends, requests and blocks in SQL. */
final class SqlFriends implements FriendStore {
    private static final String NO_BLOCK =
            "NOT EXISTS (SELECT 1 FROM blocks WHERE (blocker = u.id AND blocked = #{viewer})"
                    + " OR (blocker = #{viewer} AND blocked = u.id))";
    private static final String FRIEND =
            "EXISTS (SELECT 1 FROM friendships WHERE user_id = #{viewer} AND friend_id = u.id)";

    private final Database database;

    SqlFriends(Database database) {
        this.database = database;
    }

    @Override
    public Future<Friends> friends(UserId user, int limit) {
        return database.read(client -> Future.all(
                        links(client, "friendships", "user_id", "friend_id", user, limit),
                        links(client, "friend_requests", "asked", "asker", user, limit),
                        links(client, "friend_requests", "asker", "asked", user, limit))
                .map(lists -> new Friends(lists.resultAt(0), lists.resultAt(1), lists.resultAt(2))));
    }

    @Override
    public Future<List<Link>> blocked(UserId user, int limit) {
        return database.read(client -> links(client, "blocks", "blocker", "blocked", user, limit));
    }

    private static Future<List<Link>> links(
            SqlClient client, String table, String mine, String other, UserId user, int limit) {
        return Sql.query(
                client,
                "SELECT " + SqlUsers.COLUMNS + ", l.since FROM " + table + " l JOIN users ON users.id = l." + other
                        + " WHERE l." + mine + " = #{user} ORDER BY l.since DESC, users.id DESC LIMIT #{limit}",
                row -> new Link(SqlUsers.profile(row), Instant.ofEpochMilli(row.getLong("since"))),
                Map.of("user", user.value(), "limit", limit));
    }

    @Override
    public Future<Counts> counts(UserId user) {
        return database.read(client -> Sql.query(
                        client,
                        "SELECT (SELECT COUNT(*) FROM friendships WHERE user_id = #{user}) AS friends,"
                                + " (SELECT COUNT(*) FROM friend_requests WHERE asker = #{user}) AS outgoing,"
                                + " (SELECT COUNT(*) FROM blocks WHERE blocker = #{user}) AS blocked",
                        row -> new Counts(row.getLong("friends"), row.getLong("outgoing"), row.getLong("blocked")),
                        Map.of("user", user.value()))
                .map(counts -> counts.get(0)));
    }

    @Override
    public Future<Set<UserId>> audience(UserId user) {
        return database.read(client -> Sql.query(
                        client,
                        "SELECT f.friend_id FROM friendships f JOIN users u ON u.id = f.user_id"
                                + " WHERE f.user_id = #{user} AND u.presence <> 'NOBODY'",
                        row -> new UserId(row.getLong("friend_id")),
                        Map.of("user", user.value()))
                .map(SqlFriends::set));
    }

    @Override
    public Future<Set<UserId>> visible(UserId viewer, Set<UserId> users) {
        if (users.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        Sql.Ids ids = Sql.Ids.of(users, UserId::value).and("viewer", viewer.value());
        return database.read(client -> Sql.query(
                        client,
                        "SELECT u.id FROM users u WHERE u.id IN " + ids.names() + " AND (u.id = #{viewer} OR ("
                                + "(u.presence = 'EVERYONE' OR (u.presence = 'FRIENDS' AND " + FRIEND + ")) AND "
                                + NO_BLOCK
                                + "))",
                        row -> new UserId(row.getLong("id")),
                        ids.parameters())
                .map(SqlFriends::set));
    }

    private static Set<UserId> set(List<UserId> users) {
        return users.stream().collect(Collectors.toUnmodifiableSet());
    }
}
