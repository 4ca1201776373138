package dev.parley.accounts.sql;

import dev.parley.accounts.Change;
import dev.parley.accounts.Gathering;
import dev.parley.accounts.GroupChange;
import dev.parley.accounts.GroupState;
import dev.parley.accounts.GroupState.Seat;
import dev.parley.accounts.GroupStore;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Groups in SQL. A change locks the group's row, so that all changes of one are one after the other. */
final class SqlGroups implements GroupStore {
    /** One statement, so that it reads one state. */
    private static final String GROUP =
            "SELECT g.id, g.name, g.owner, g.created_at, g.last_change, m.user_id, m.seat, m.admin,"
                    + " m.joined FROM groups g JOIN group_members m ON m.group_id = g.id WHERE g.id = #{group}";

    private static final String LOCK = "SELECT id FROM groups WHERE id = #{group} FOR UPDATE";

    private final Database database;
    private final Gathering<GroupId, Map<GroupId, Long>> lastChanges = new Gathering<>(this::lastChanges);

    SqlGroups(Database database) {
        this.database = database;
    }

    @Override
    public Future<Void> create(Change<GroupState> group) {
        return database.write(client -> new GroupWriter(client, group.after().id())
                .create(group.after())
                .compose(written -> SqlAnnouncements.insert(client, group.announcements())));
    }

    /** Who is in it is read after it is locked, not with it: the lock may have been waited for. */
    @Override
    public Future<GroupChange> change(GroupId group, Function<GroupState, GroupChange> rule) {
        return database.write(client -> Sql.row(client, LOCK, Map.of("group", group.value()))
                .compose(locked -> read(client, group))
                .compose(found -> found.map(before -> keep(client, before, rule))
                        .orElseGet(() ->
                                Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such group")))));
    }

    private static Future<GroupChange> keep(
            SqlClient client, GroupState before, Function<GroupState, GroupChange> rule) {
        GroupChange change = rule.apply(before);
        return new GroupWriter(client, before.id())
                .write(before, change)
                .compose(written -> SqlAnnouncements.insert(client, change.announcements()))
                .map(change);
    }

    @Override
    public Future<Optional<GroupState>> find(GroupId group) {
        return database.read(client -> read(client, group));
    }

    private static Future<Optional<GroupState>> read(SqlClient client, GroupId group) {
        return Sql.query(client, GROUP, row -> row, Map.of("group", group.value()))
                .map(rows -> rows.stream().findFirst().map(first -> group(first, rows)));
    }

    private static GroupState group(Row first, List<Row> rows) {
        return new GroupState(
                new GroupId(first.getLong("id")),
                first.getString("name"),
                new UserId(first.getLong("owner")),
                Instant.ofEpochMilli(first.getLong("created_at")),
                first.getLong("last_change"),
                rows.stream().map(SqlGroups::seat).toList());
    }

    private static Seat seat(Row row) {
        return new Seat(
                new UserId(row.getLong("user_id")),
                row.getInteger("seat"),
                row.getBoolean("admin"),
                new MessageId(row.getLong("joined")));
    }

    /** Every message to a group asks, twice; those that ask at the same time do so together. */
    @Override
    public Future<Optional<Long>> lastChange(GroupId group) {
        return lastChanges.add(group).map(found -> Optional.ofNullable(found.get(group)));
    }

    private Future<Map<GroupId, Long>> lastChanges(List<GroupId> groups) {
        Sql.Ids ids = Sql.Ids.of(groups, GroupId::value);
        return database.read(client -> Sql.query(
                        client,
                        "SELECT id, last_change FROM groups WHERE id IN " + ids.names(),
                        row -> Map.entry(new GroupId(row.getLong("id")), row.getLong("last_change")),
                        ids.parameters()))
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Future<List<Name>> names(Set<GroupId> groups) {
        if (groups.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Sql.Ids ids = Sql.Ids.of(groups, GroupId::value);
        return database.read(client -> Sql.query(
                client,
                "SELECT id, name FROM groups WHERE id IN " + ids.names(),
                row -> new Name(new GroupId(row.getLong("id")), row.getString("name")),
                ids.parameters()));
    }

    @Override
    public Future<Map<GroupId, Windows>> windows(UserId user, Set<GroupId> groups) {
        return groups.isEmpty()
                ? Future.succeededFuture(Map.of())
                : database.read(client -> Memberships.windows(client, user, groups));
    }

    @Override
    public Future<Viewers> viewers(GroupId group, MessageId id) {
        return database.read(client -> Memberships.viewers(client, group, id));
    }

    @Override
    public Future<Set<UserId>> inAsManyAs(Set<UserId> users, int most) {
        if (users.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        Sql.Ids ids = Sql.Ids.of(users, UserId::value).and("most", most);
        return database.read(client -> Sql.query(
                        client,
                        "SELECT user_id FROM group_members WHERE user_id IN " + ids.names()
                                + " GROUP BY user_id HAVING COUNT(*) >= #{most}",
                        row -> new UserId(row.getLong("user_id")),
                        ids.parameters())
                .map(found -> found.stream().collect(Collectors.toUnmodifiableSet())));
    }
}
