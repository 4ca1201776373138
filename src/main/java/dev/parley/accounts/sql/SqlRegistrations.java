package dev.parley.accounts.sql;

import dev.parley.accounts.Registration;
import dev.parley.accounts.RegistrationStore;
import dev.parley.bus.PushService.Carries;
import dev.parley.bus.PushService.Channel;
import dev.parley.bus.PushService.QuietHours;
import dev.parley.bus.PushService.Target;
import dev.parley.bus.PushService.Wishes;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Registrations in SQL. Whoever locks both locks a device first, then its registration; what is queued for it follows. */
final class SqlRegistrations implements RegistrationStore {
    /** What {@link #registration} reads. */
    static final String COLUMNS =
            "r.user_id, r.device_id, r.sign_in, r.channel, r.provider, r.address, r.push_key, r.secret";

    private final Database database;
    private final PushTables queued;

    SqlRegistrations(Database database, PushTables queued) {
        this.database = database;
        this.queued = queued;
    }

    @Override
    public Future<Void> register(Registration registration) {
        Map<String, Object> columns = columns(registration);
        return database.write(client -> lock(client, columns)
                        .compose(locked -> Sql.update(
                                client,
                                "UPDATE push_registrations SET sign_in = #{signIn}, channel = #{channel}, provider = #{provider},"
                                        + " address = #{address}, push_key = #{key}, secret = #{secret} WHERE device_id = #{device}",
                                columns))
                        .compose(updated -> updated == 1
                                ? Future.succeededFuture(true)
                                : insert(client, columns).map(false)))
                .compose(anew -> anew ? redirect(registration) : Future.succeededFuture());
    }

    private Future<Void> redirect(Registration registration) {
        return Future.join(queued.holding(registration.user()).stream()
                        .map(table -> table.redirect(registration.device(), registration.provider()))
                        .toList())
                .mapEmpty();
    }

    private static Future<Void> lock(SqlClient client, Map<String, Object> columns) {
        return Sql.row(
                        client,
                        "SELECT id FROM devices WHERE id = #{device} AND user_id = #{user} AND sign_in = #{signIn} FOR UPDATE",
                        columns)
                .compose(row -> row.isPresent() ? Future.succeededFuture() : notFound("device that is signed in"));
    }

    private static Future<Void> insert(SqlClient client, Map<String, Object> columns) {
        return Sql.update(
                        client,
                        "INSERT INTO push_registrations (device_id, user_id, sign_in, channel, provider, address, push_key,"
                                + " secret) VALUES (#{device}, #{user}, #{signIn}, #{channel}, #{provider}, #{address},"
                                + " #{key}, #{secret})",
                        columns)
                .mapEmpty();
    }

    private static Map<String, Object> columns(Registration registration) {
        Target target = registration.target();
        return Map.of(
                "device", registration.device().value(),
                "user", registration.user().value(),
                "signIn", registration.signIn(),
                "channel", target.channel().name(),
                "provider", registration.provider(),
                "address", target.address(),
                "key", target.key(),
                "secret", target.secret());
    }

    static Registration registration(Row row) {
        return new Registration(
                new UserId(row.getLong("user_id")),
                new DeviceId(row.getLong("device_id")),
                row.getString("sign_in"),
                new Target(
                        Channel.valueOf(row.getString("channel")),
                        row.getString("address"),
                        row.getString("push_key"),
                        row.getString("secret")),
                row.getString("provider"));
    }

    @Override
    public Future<Void> unregister(UserId user, DeviceId device) {
        Map<String, Object> parameters = Map.of("user", user.value(), "device", device.value());
        return database.write(client -> Sql.update(
                        client,
                        "DELETE FROM push_registrations WHERE device_id = #{device} AND user_id = #{user}",
                        parameters))
                .compose(none -> Future.join(queued.holding(user).stream()
                        .map(table -> table.drop(user, device))
                        .toList()))
                .mapEmpty();
    }

    @Override
    public Future<Wishes> wishes(UserId user) {
        return database.read(client -> Sql.row(
                        client,
                        "SELECT carries, quiet_from, quiet_to, quiet_zone FROM push_wishes WHERE user_id = #{user}",
                        Map.of("user", user.value()))
                .map(row -> row.map(SqlRegistrations::wishes).orElse(Wishes.USUAL)));
    }

    static Wishes wishes(Row row) {
        Optional<QuietHours> quiet = Optional.ofNullable(row.getString("quiet_zone"))
                .map(zone -> new QuietHours(row.getInteger("quiet_from"), row.getInteger("quiet_to"), zone));
        return new Wishes(Carries.valueOf(row.getString("carries")), quiet);
    }

    @Override
    public Future<Void> wish(UserId user, Wishes wishes) {
        Map<String, Object> row = new HashMap<>();
        row.put("user", user.value());
        row.put("carries", wishes.carries().name());
        row.put("from", wishes.quietHours().map(QuietHours::from).orElse(null));
        row.put("to", wishes.quietHours().map(QuietHours::to).orElse(null));
        row.put("zone", wishes.quietHours().map(QuietHours::zone).orElse(null));
        return database.write(client -> Sql.row(client, "SELECT id FROM users WHERE id = #{user} FOR UPDATE", row)
                .compose(found -> found.isPresent() ? Future.succeededFuture() : notFound("user"))
                .compose(locked -> Sql.update(client, "DELETE FROM push_wishes WHERE user_id = #{user}", row))
                .compose(none -> Sql.update(
                        client,
                        "INSERT INTO push_wishes (user_id, carries, quiet_from, quiet_to, quiet_zone)"
                                + " VALUES (#{user}, #{carries}, #{from}, #{to}, #{zone})",
                        row))
                .mapEmpty());
    }

    private static Future<Void> notFound(String what) {
        return Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such " + what));
    }
}
