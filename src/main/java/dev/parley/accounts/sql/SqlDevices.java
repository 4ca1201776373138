package dev.parley.accounts.sql;

import dev.parley.accounts.DeviceStore;
import dev.parley.accounts.Rotation;
import dev.parley.accounts.SignIn;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Devices and their sign-ins in SQL. Signing in locks the user's row, so that two at once are one after the other. */
final class SqlDevices implements DeviceStore {
    private final Database database;

    SqlDevices(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<Revocation>> add(SignIn signIn) {
        return database.write(client -> lock(client, signIn.user())
                .compose(locked -> insert(client, signIn))
                .compose(inserted -> Eviction.makeRoom(client, signIn)));
    }

    private static Future<Void> lock(SqlClient client, UserId user) {
        return SqlTemplate.forQuery(client, "SELECT id FROM users WHERE id = #{user} FOR UPDATE")
                .execute(Map.of("user", user.value()))
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such user")));
    }

    private static Future<Void> insert(SqlClient client, SignIn signIn) {
        return SqlTemplate.forUpdate(
                        client,
                        "INSERT INTO devices (id, user_id, name, platform, created_at, last_seen_at, sign_in, generation,"
                                + " expires_at) VALUES (#{device}, #{user}, #{name}, #{platform}, #{at}, #{at}, #{signIn}, 1,"
                                + " #{expiresAt})")
                .execute(columns(signIn))
                .mapEmpty();
    }

    private static Map<String, Object> columns(SignIn signIn) {
        return Map.of(
                "device", signIn.device().value(),
                "user", signIn.user().value(),
                "name", signIn.deviceName(),
                "platform", signIn.platform(),
                "at", signIn.at().toEpochMilli(),
                "signIn", signIn.id(),
                "expiresAt", signIn.expiresAt().toEpochMilli());
    }

    @Override
    public Future<List<Revocation>> signInAgain(SignIn signIn) {
        return database.write(client -> lock(client, signIn.user())
                .compose(locked -> signOut(client, signIn.user(), signIn.device(), signIn.at()))
                .compose(revoked -> replace(client, signIn)
                        .compose(replaced -> Eviction.makeRoom(client, signIn))
                        .map(others ->
                                Stream.concat(revoked.stream(), others.stream()).toList())));
    }

    private static Future<Void> replace(SqlClient client, SignIn signIn) {
        return SqlTemplate.forUpdate(
                        client,
                        "UPDATE devices SET name = #{name}, platform = #{platform}, last_seen_at = #{at}, sign_in = #{signIn},"
                                + " generation = 1, expires_at = #{expiresAt} WHERE id = #{device} AND user_id = #{user}")
                .execute(columns(signIn))
                .compose(done -> done.rowCount() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                Failure.of(FailureCode.NOT_FOUND, "you have no such device", "deviceId")));
    }

    @Override
    public Future<Rotation> rotate(String signIn, long generation, Instant at, Instant expiresAt) {
        return database.write(client -> SqlTemplate.forUpdate(
                        client,
                        "UPDATE devices SET generation = generation + 1, last_seen_at = #{at}, expires_at = #{expiresAt}"
                                + " WHERE sign_in = #{signIn} AND generation = #{generation}")
                .execute(Map.of(
                        "signIn",
                        signIn,
                        "generation",
                        generation,
                        "at",
                        at.toEpochMilli(),
                        "expiresAt",
                        expiresAt.toEpochMilli()))
                .compose(done -> done.rowCount() == 1
                        ? Future.succeededFuture(Rotation.DONE)
                        : signInRow(client, signIn).map(row -> row.isPresent() ? Rotation.STALE : Rotation.GONE)));
    }

    @Override
    public Future<Optional<Revocation>> signOut(UserId user, DeviceId device, Instant at) {
        return database.write(client -> signOut(client, user, device, at));
    }

    private static Future<Optional<Revocation>> signOut(SqlClient client, UserId user, DeviceId device, Instant at) {
        return SqlTemplate.forQuery(
                        client,
                        "SELECT sign_in, user_id, id FROM devices"
                                + " WHERE id = #{device} AND user_id = #{user} AND sign_in IS NOT NULL FOR UPDATE")
                .mapTo(row -> revocation(row, at))
                .execute(Map.of("device", device.value(), "user", user.value()))
                .compose(rows -> end(client, rows.stream().findFirst()));
    }

    @Override
    public Future<Optional<Revocation>> revoke(String signIn, Instant at) {
        return database.write(client -> signInRow(client, signIn)
                .map(found -> found.map(row -> revocation(row, at)))
                .compose(revocation -> end(client, revocation)));
    }

    private static Future<Optional<Row>> signInRow(SqlClient client, String signIn) {
        return SqlTemplate.forQuery(
                        client, "SELECT sign_in, user_id, id FROM devices WHERE sign_in = #{signIn} FOR UPDATE")
                .execute(Map.of("signIn", signIn))
                .map(rows -> rows.size() == 0
                        ? Optional.<Row>empty()
                        : Optional.of(rows.iterator().next()));
    }

    private static Future<Optional<Revocation>> end(SqlClient client, Optional<Revocation> revocation) {
        return revocation
                .map(one -> SqlTemplate.forUpdate(client, "UPDATE devices SET sign_in = NULL WHERE id = #{device}")
                        .execute(Map.of("device", one.device().value()))
                        .compose(signedOut -> SqlRevocations.insert(client, one)))
                .orElseGet(Future::succeededFuture)
                .map(revocation);
    }

    private static Revocation revocation(Row row, Instant at) {
        return new Revocation(
                row.getString("sign_in"), new UserId(row.getLong("user_id")), new DeviceId(row.getLong("id")), at);
    }

    @Override
    public Future<List<Device>> signedIn(UserId user, Instant at) {
        return database.read(client -> SqlTemplate.forQuery(
                        client,
                        "SELECT id, name, platform, created_at, last_seen_at FROM devices"
                                + " WHERE user_id = #{user} AND sign_in IS NOT NULL AND expires_at > #{at}"
                                + " ORDER BY last_seen_at DESC, id DESC")
                .mapTo(SqlDevices::device)
                .execute(Map.of("user", user.value(), "at", at.toEpochMilli()))
                .map(rows -> rows.stream().toList()));
    }

    private static Device device(Row row) {
        return new Device(
                new DeviceId(row.getLong("id")),
                row.getString("name"),
                row.getString("platform"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("last_seen_at")));
    }

    @Override
    public Future<List<Revocation>> revokedSince(Instant since, int limit) {
        return database.read(client -> SqlRevocations.since(client, since, limit));
    }

    @Override
    public Future<Void> forgetRevocations(Instant before) {
        return database.write(client -> SqlRevocations.delete(client, before));
    }
}
