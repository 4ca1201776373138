package dev.parley.accounts.sql;

import dev.parley.accounts.PushQueue.Wanted;
import dev.parley.bus.PushService.Letter;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Settlement;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is queued in one database. It knows devices by their ids alone. Every batch changes rows in the order of their keys, so
 * that none wait in a circle.
 */
final class PushTable {
    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final String KEY = " WHERE device_id = #{device} AND message_id = #{message}";
    private static final String OURS = KEY + " AND claim = #{claim} AND due_at IS NOT NULL";
    private static final Comparator<Map<String, Object>> BY_KEY = Comparator.<Map<String, Object>>comparingLong(
                    row -> (Long) row.get("device"))
            .thenComparingLong(row -> (Long) row.get("message"));

    private final Database database;
    private final long restNanos;
    private volatile long usedFromNanos = System.nanoTime();

    /** @param rest how long it is left alone after it could not be used */
    PushTable(Database database, Duration rest) {
        this.database = database;
        this.restNanos = rest.toNanos();
    }

    private <T> Future<T> use(Supplier<Future<T>> call) {
        if (System.nanoTime() - usedFromNanos < 0) {
            return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "this part of the queue did not answer"));
        }
        return call.get().onFailure(cause -> {
            if (cause instanceof Failure failure && failure.code() == FailureCode.UNAVAILABLE) {
                usedFromNanos = System.nanoTime() + restNanos;
            }
        });
    }

    private <T> Future<T> read(Function<SqlClient, Future<T>> query) {
        return use(() -> database.read(query));
    }

    private <T> Future<T> write(Function<SqlClient, Future<T>> transaction) {
        return use(() -> database.write(transaction));
    }

    /** Adds rows, but for those that are there. */
    Future<Void> insert(List<Map<String, Object>> rows) {
        return write(client -> Sql.batch(
                client,
                "INSERT INTO pushes (device_id, message_id, user_id, conversation, author, provider, attempts, due_at,"
                        + " leased_until, claim, forget_at) VALUES (#{device}, #{message}, #{user}, #{conversation},"
                        + " #{author}, #{provider}, 0, #{due}, 0, 0, #{forget}) ON CONFLICT DO NOTHING",
                rows.stream().sorted(BY_KEY).toList()));
    }

    /** Leases what is due: for each device and conversation its rows, in the order of messages. */
    Future<List<List<PushRow>>> claim(Wanted wanted, long number) {
        PushClaim claim = new PushClaim(wanted, number);
        return read(claim::isDue).compose(due -> due ? write(claim::take) : Future.succeededFuture(List.of()));
    }

    /** Takes out what a claim handed out for devices. */
    Future<Void> drop(Collection<DeviceId> devices, long claim) {
        return devices.isEmpty()
                ? Future.succeededFuture()
                : write(client -> Sql.batch(
                        client,
                        "DELETE FROM pushes WHERE device_id = #{device} AND claim = #{claim}",
                        devices.stream()
                                .map(device -> Map.<String, Object>of("device", device.value(), "claim", claim))
                                .toList()));
    }

    /** Takes out all that is queued for a device. */
    Future<Void> drop(UserId user, DeviceId device) {
        return write(client -> Sql.update(
                        client,
                        "DELETE FROM pushes WHERE device_id = #{device} AND user_id = #{user}",
                        Map.of("user", user.value(), "device", device.value()))
                .mapEmpty());
    }

    /** Says that what is queued for a device depends on another provider now. */
    Future<Void> redirect(DeviceId device, String provider) {
        return write(client -> Sql.update(
                        client,
                        "UPDATE pushes SET provider = #{provider} WHERE device_id = #{device}",
                        Map.of("device", device.value(), "provider", provider))
                .mapEmpty());
    }

    /** Notes what is over, and what is to be tried again. */
    Future<Void> settle(List<Settlement> settlements, Instant forgetAt) {
        List<Map<String, Object>> over = new ArrayList<>();
        List<Map<String, Object>> failed = new ArrayList<>();
        List<Map<String, Object>> held = new ArrayList<>();
        for (Settlement settlement : settlements) {
            if (settlement.outcome() instanceof Outcome.Over) {
                over.addAll(keys(settlement.parcel(), Map.of("forget", forgetAt.toEpochMilli())));
            } else if (settlement.outcome() instanceof Outcome.Failed outcome) {
                failed.addAll(
                        keys(settlement.parcel(), Map.of("due", outcome.again().toEpochMilli())));
            } else if (settlement.outcome() instanceof Outcome.Held outcome) {
                held.addAll(
                        keys(settlement.parcel(), Map.of("due", outcome.until().toEpochMilli())));
            }
        }
        boolean nothing = over.isEmpty() && failed.isEmpty() && held.isEmpty();
        return nothing ? Future.succeededFuture() : write(client -> settle(client, over, failed, held));
    }

    private static Future<Void> settle(
            SqlClient client,
            List<Map<String, Object>> over,
            List<Map<String, Object>> failed,
            List<Map<String, Object>> held) {
        List.of(over, failed, held).forEach(rows -> rows.sort(BY_KEY));
        return Sql.batch(client, "UPDATE pushes SET due_at = NULL, forget_at = #{forget}" + KEY, over)
                .compose(noted -> Sql.batch(
                        client,
                        "UPDATE pushes SET due_at = #{due}, leased_until = 0, claim = 0, attempts = attempts + 1"
                                + OURS,
                        failed))
                .compose(noted -> Sql.batch(
                        client, "UPDATE pushes SET due_at = #{due}, leased_until = 0, claim = 0" + OURS, held));
    }

    private static List<Map<String, Object>> keys(Parcel parcel, Map<String, Object> more) {
        return parcel.letters().stream()
                .map(letter -> key(parcel, letter, more))
                .toList();
    }

    private static Map<String, Object> key(Parcel parcel, Letter letter, Map<String, Object> more) {
        Map<String, Object> key = new HashMap<>(more);
        key.put("device", parcel.device().value());
        key.put("message", letter.message().value());
        key.put("claim", parcel.claim());
        return key;
    }

    Future<Void> forget(Instant now) {
        return read(client -> Sql.query(
                        client,
                        "SELECT device_id, message_id FROM pushes WHERE forget_at <= #{now} LIMIT " + FORGOTTEN_AT_ONCE,
                        row -> Map.<String, Object>of(
                                "device", row.getLong("device_id"), "message", row.getLong("message_id")),
                        Map.of("now", now.toEpochMilli())))
                .compose(old -> old.isEmpty() ? Future.succeededFuture() : forget(old, now));
    }

    private Future<Void> forget(List<Map<String, Object>> old, Instant now) {
        return write(client -> Sql.batch(
                        client,
                        "DELETE FROM pushes" + KEY,
                        old.stream().sorted(BY_KEY).toList()))
                .compose(gone -> old.size() < FORGOTTEN_AT_ONCE ? Future.succeededFuture() : forget(now));
    }

    Future<Void> close() {
        return database.close();
    }
}
