package dev.parley.accounts.sql;

import dev.parley.accounts.PushQueue;
import dev.parley.bus.PushService.Letter;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Settlement;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The queue of pushes in SQL. Every batch changes rows in the order of their keys, so that none wait in a circle. */
final class SqlPushes implements PushQueue {
    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final String KEY = " WHERE device_id = #{device} AND message_id = #{message}";
    private static final String OURS = KEY + " AND claim = #{claim} AND due_at IS NOT NULL";
    private static final Comparator<Map<String, Object>> BY_KEY = Comparator.<Map<String, Object>>comparingLong(
                    row -> (Long) row.get("device"))
            .thenComparingLong(row -> (Long) row.get("message"));

    private final Database database;

    SqlPushes(Database database) {
        this.database = database;
    }

    private record Reached(long device, UserId user, String provider) {
        static Reached of(Row row) {
            return new Reached(row.getLong("device_id"), new UserId(row.getLong("user_id")), row.getString("provider"));
        }
    }

    @Override
    public Future<Integer> add(List<Entry> entries, Instant now, Instant forgetAt) {
        Set<UserId> users =
                entries.stream().flatMap(entry -> entry.users().stream()).collect(Collectors.toSet());
        return users.isEmpty()
                ? Future.succeededFuture(0)
                : reached(users, now)
                        .compose(reached -> reached.isEmpty()
                                ? Future.succeededFuture(0)
                                : insert(rows(entries, reached, forgetAt)).map(reached.size()));
    }

    private Future<List<Reached>> reached(Set<UserId> users, Instant now) {
        Sql.Ids ids = Sql.Ids.of(users, UserId::value).and("now", now.toEpochMilli());
        return database.read(client -> Sql.query(
                client,
                "SELECT r.device_id, r.user_id, r.provider" + PushReaders.HOLDS + " AND r.user_id IN " + ids.names(),
                Reached::of,
                ids.parameters()));
    }

    private static List<Map<String, Object>> rows(List<Entry> entries, List<Reached> reached, Instant forgetAt) {
        Map<UserId, List<Reached>> byUser = reached.stream().collect(Collectors.groupingBy(Reached::user));
        return entries.stream()
                .flatMap(entry -> entry.users().stream()
                        .flatMap(user -> byUser.getOrDefault(user, List.of()).stream())
                        .map(device -> row(entry, device, forgetAt)))
                .sorted(BY_KEY)
                .toList();
    }

    private static Map<String, Object> row(Entry entry, Reached reached, Instant forgetAt) {
        return Map.of(
                "device", reached.device(),
                "message", entry.message().value(),
                "user", reached.user().value(),
                "conversation", entry.conversation().toString(),
                "author", entry.author().value(),
                "provider", reached.provider(),
                "due", entry.due().toEpochMilli(),
                "forget", forgetAt.toEpochMilli());
    }

    private Future<Void> insert(List<Map<String, Object>> rows) {
        return database.write(client -> Sql.batch(
                client,
                "INSERT INTO pushes (device_id, message_id, user_id, conversation, author, provider, attempts, due_at,"
                        + " leased_until, claim, forget_at) VALUES (#{device}, #{message}, #{user}, #{conversation},"
                        + " #{author}, #{provider}, 0, #{due}, 0, 0, #{forget}) ON CONFLICT DO NOTHING",
                rows));
    }

    @Override
    public Future<List<Parcel>> claim(Wanted wanted) {
        PushClaim claim = new PushClaim(wanted, number());
        return database.read(claim::isDue)
                .compose(due -> due ? take(claim, wanted) : Future.succeededFuture(List.of()));
    }

    private static long number() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    private record Taken(List<List<PushRow>> threads, PushReaders readers) {}

    private Future<List<Parcel>> take(PushClaim claim, Wanted wanted) {
        return database.write(client -> claim.take(client).compose(threads -> read(client, threads, wanted.now())))
                .compose(taken -> forgetUnregistered(taken)
                        .map(taken.threads().stream()
                                .flatMap(thread -> taken.readers().parcel(thread, claim.number()).stream())
                                .toList()));
    }

    private static Future<Taken> read(SqlClient client, List<List<PushRow>> threads, Instant now) {
        List<PushRow> rows = threads.stream().flatMap(List::stream).toList();
        return rows.isEmpty()
                ? Future.succeededFuture(new Taken(List.of(), PushReaders.NOBODY))
                : PushReaders.read(client, rows, now).map(readers -> new Taken(threads, readers));
    }

    /** After the claim, for it may wait for a device that registers. */
    private Future<Void> forgetUnregistered(Taken taken) {
        List<Map<String, Object>> gone = taken.threads().stream()
                .map(thread -> thread.get(0).device())
                .filter(device -> !taken.readers().registrations().containsKey(device))
                .distinct()
                .map(device -> Map.<String, Object>of("device", device.value()))
                .toList();
        return gone.isEmpty() ? Future.succeededFuture() : database.write(client -> deleteQueued(client, gone));
    }

    /** What is queued for devices without a registration that holds. */
    private static Future<Void> deleteQueued(SqlClient client, List<Map<String, Object>> devices) {
        return Sql.batch(
                client,
                "DELETE FROM pushes WHERE device_id = #{device} AND NOT EXISTS (SELECT 1 FROM push_registrations r"
                        + " JOIN devices d ON d.id = r.device_id AND d.sign_in = r.sign_in WHERE r.device_id = #{device})",
                devices);
    }

    @Override
    public Future<Void> settle(List<Settlement> settlements, Instant forgetAt) {
        return database.write(client -> end(client, of(settlements, Outcome.Gone.class))
                .compose(ended -> Sql.batch(
                        client,
                        "UPDATE pushes SET due_at = NULL, forget_at = #{forget}" + KEY,
                        keys(of(settlements, Outcome.Over.class), Map.of("forget", forgetAt.toEpochMilli()))))
                .compose(over -> again(client, settlements)));
    }

    private static Future<Void> end(SqlClient client, List<Settlement> gone) {
        List<Map<String, Object>> devices = gone.stream()
                .map(Settlement::parcel)
                .map(parcel -> Map.<String, Object>of(
                        "device", parcel.device().value(),
                        "address", parcel.target().address()))
                .distinct()
                .toList();
        return Sql.batch(
                        client,
                        "DELETE FROM push_registrations WHERE device_id = #{device} AND address = #{address}",
                        devices)
                .compose(ended -> deleteQueued(client, devices));
    }

    private static Future<Void> again(SqlClient client, List<Settlement> settlements) {
        List<Map<String, Object>> failed = new ArrayList<>();
        List<Map<String, Object>> held = new ArrayList<>();
        for (Settlement settlement : settlements) {
            if (settlement.outcome() instanceof Outcome.Failed outcome) {
                failed.addAll(
                        keys(List.of(settlement), Map.of("due", outcome.again().toEpochMilli())));
            } else if (settlement.outcome() instanceof Outcome.Held outcome) {
                held.addAll(
                        keys(List.of(settlement), Map.of("due", outcome.until().toEpochMilli())));
            }
        }
        failed.sort(BY_KEY);
        held.sort(BY_KEY);
        return Sql.batch(
                        client,
                        "UPDATE pushes SET due_at = #{due}, leased_until = 0, attempts = attempts + 1" + OURS,
                        failed)
                .compose(
                        noted -> Sql.batch(client, "UPDATE pushes SET due_at = #{due}, leased_until = 0" + OURS, held));
    }

    private static List<Settlement> of(Collection<Settlement> settlements, Class<? extends Outcome> outcome) {
        return settlements.stream()
                .filter(settlement -> outcome.isInstance(settlement.outcome()))
                .toList();
    }

    private static List<Map<String, Object>> keys(List<Settlement> settlements, Map<String, Object> more) {
        return settlements.stream()
                .map(Settlement::parcel)
                .flatMap(parcel -> parcel.letters().stream().map(letter -> key(parcel, letter, more)))
                .sorted(BY_KEY)
                .toList();
    }

    private static Map<String, Object> key(Parcel parcel, Letter letter, Map<String, Object> more) {
        Map<String, Object> key = new HashMap<>(more);
        key.put("device", parcel.device().value());
        key.put("message", letter.message().value());
        key.put("claim", parcel.claim());
        return key;
    }

    @Override
    public Future<Void> forget(Instant now) {
        return database.read(client -> Sql.query(
                        client,
                        "SELECT device_id, message_id FROM pushes WHERE forget_at <= #{now} LIMIT " + FORGOTTEN_AT_ONCE,
                        row -> Map.<String, Object>of(
                                "device", row.getLong("device_id"), "message", row.getLong("message_id")),
                        Map.of("now", now.toEpochMilli())))
                .compose(old -> old.isEmpty() ? Future.succeededFuture() : forget(old, now));
    }

    private Future<Void> forget(List<Map<String, Object>> old, Instant now) {
        return database.write(client -> Sql.batch(
                        client,
                        "DELETE FROM pushes" + KEY,
                        old.stream().sorted(BY_KEY).toList()))
                .compose(gone -> old.size() < FORGOTTEN_AT_ONCE ? Future.succeededFuture() : forget(now));
    }
}
