package dev.parley.accounts.sql;

import dev.parley.accounts.Change;
import dev.parley.accounts.Credentials;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.UserStore;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Users in SQL. */
final class SqlUsers implements UserStore {
    /** What {@link #profile(Row)} reads. */
    static final String COLUMNS = "id, username, display_name, about, avatar, presence, read_receipts";

    private static final String PROFILE = "SELECT " + COLUMNS + " FROM users ";

    private final Database database;

    SqlUsers(Database database) {
        this.database = database;
    }

    /** Ids are never used twice, so the one conflict there can be is that of the name. */
    @Override
    public Future<Void> create(NewUser user) {
        return database.write(client -> SqlTemplate.forUpdate(
                        client,
                        "INSERT INTO users (id, username, password_hash, display_name, about, avatar, presence,"
                                + " read_receipts, created_at) VALUES (#{id}, #{username}, #{hash}, #{displayName}, #{about},"
                                + " #{avatar}, #{presence}, #{readReceipts}, #{createdAt}) ON CONFLICT DO NOTHING")
                .execute(columns(user))
                .compose(done -> done.rowCount() == 1 ? Future.succeededFuture() : taken()));
    }

    private static Map<String, Object> columns(NewUser user) {
        return Map.of(
                "id", user.profile().id().value(),
                "username", user.profile().username(),
                "hash", user.passwordHash(),
                "displayName", user.profile().displayName(),
                "about", user.profile().about(),
                "avatar", user.profile().avatar(),
                "presence", user.profile().presence().name(),
                "readReceipts", user.profile().readReceipts(),
                "createdAt", user.createdAt().toEpochMilli());
    }

    private static Future<Void> taken() {
        return Future.failedFuture(Failure.of(FailureCode.USERNAME_TAKEN, "this user name is taken", "username"));
    }

    @Override
    public Future<Optional<Credentials>> credentials(String username) {
        return database.read(client -> SqlTemplate.forQuery(
                        client, "SELECT id, password_hash FROM users WHERE username = #{username}")
                .mapTo(row -> new Credentials(new UserId(row.getLong("id")), row.getString("password_hash")))
                .execute(Map.of("username", username))
                .map(rows -> rows.stream().findFirst()));
    }

    @Override
    public Future<Void> replaceHash(Credentials old, String newHash) {
        return database.write(client -> SqlTemplate.forUpdate(
                        client, "UPDATE users SET password_hash = #{new} WHERE id = #{id} AND password_hash = #{old}")
                .execute(Map.of("id", old.user().value(), "old", old.passwordHash(), "new", newHash))
                .mapEmpty());
    }

    @Override
    public Future<Optional<Profile>> find(UserId user) {
        return database.read(client -> profile(client, "WHERE id = #{key}", user.value()));
    }

    @Override
    public Future<Optional<Profile>> findByName(String username) {
        return database.read(client -> profile(client, "WHERE username = #{key}", username));
    }

    @Override
    public Future<Optional<Change<Profile>>> update(UserId user, Function<Profile, Change<Profile>> rule) {
        return database.write(client -> profile(client, "WHERE id = #{key} FOR UPDATE", user.value())
                .map(found -> found.map(rule))
                .compose(changed -> changed.map(change -> save(client, user, change))
                        .orElseGet(Future::succeededFuture)
                        .map(changed)));
    }

    private static Future<Void> save(SqlClient client, UserId user, Change<Profile> change) {
        return save(client, user, change.after())
                .compose(saved -> SqlAnnouncements.insert(client, change.announcements()))
                .mapEmpty();
    }

    private static Future<Void> save(SqlClient client, UserId user, Profile profile) {
        return SqlTemplate.forUpdate(
                        client,
                        "UPDATE users SET display_name = #{displayName}, about = #{about}, avatar = #{avatar},"
                                + " presence = #{presence}, read_receipts = #{readReceipts} WHERE id = #{id}")
                .execute(Map.of(
                        "id", user.value(),
                        "displayName", profile.displayName(),
                        "about", profile.about(),
                        "avatar", profile.avatar(),
                        "presence", profile.presence().name(),
                        "readReceipts", profile.readReceipts()))
                .mapEmpty();
    }

    @Override
    public Future<List<Profile>> all(Set<UserId> users) {
        if (users.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Sql.Ids ids = Sql.Ids.of(users, UserId::value);
        return database.read(client ->
                Sql.query(client, PROFILE + "WHERE id IN " + ids.names(), SqlUsers::profile, ids.parameters()));
    }

    @Override
    public Future<Set<UserId>> existing(Set<UserId> users) {
        if (users.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        Sql.Ids ids = Sql.Ids.of(users, UserId::value);
        return database.read(client -> Sql.query(
                        client,
                        "SELECT id FROM users WHERE id IN " + ids.names(),
                        row -> new UserId(row.getLong("id")),
                        ids.parameters())
                .map(found -> found.stream().collect(Collectors.toUnmodifiableSet())));
    }

    private static Future<Optional<Profile>> profile(SqlClient client, String where, Object key) {
        return SqlTemplate.forQuery(client, PROFILE + where)
                .mapTo(SqlUsers::profile)
                .execute(Map.of("key", key))
                .map(rows -> rows.stream().findFirst());
    }

    static Profile profile(Row row) {
        return new Profile(
                new UserId(row.getLong("id")),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("about"),
                row.getString("avatar"),
                PresenceVisibility.valueOf(row.getString("presence")),
                row.getBoolean("read_receipts"));
    }
}
