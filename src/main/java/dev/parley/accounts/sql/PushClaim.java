package dev.parley.accounts.sql;

import dev.parley.accounts.PushQueue.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One handing out of what is due. Entries that another claim has locked are passed over, so that claims never wait for each
 * other.
 */
final class PushClaim {
    /** The most messages of one conversation that one push tells of. */
    static final int MOST_LETTERS = 200;

    private static final String FREE = " AND leased_until <= #{now}";
    private static final int MOST_AT_ONCE = 5_000;

    private final Wanted wanted;
    private final long number;

    /** @param number by which this handing out is known */
    PushClaim(Wanted wanted, long number) {
        this.wanted = wanted;
        this.number = number;
    }

    /** Whether anything is due; a look that writes nothing. */
    Future<Boolean> isDue(SqlClient client) {
        return Sql.row(client, "SELECT 1 AS one FROM pushes" + due() + " LIMIT 1", parameters())
                .map(row -> row.isPresent());
    }

    /** Leases what is due, within a transaction. */
    Future<List<List<PushRow>>> take(SqlClient client) {
        return Sql.query(
                        client,
                        "SELECT " + PushRow.COLUMNS + " FROM pushes" + due()
                                + " ORDER BY due_at LIMIT #{limit} FOR UPDATE SKIP LOCKED",
                        PushRow::of,
                        parameters())
                .compose(due -> due.isEmpty()
                        ? Future.succeededFuture(List.of())
                        : withOthers(client, due).compose(threads -> lease(client, threads)));
    }

    /** What is due and free, but nothing for devices that are to be tried again later. */
    private String due() {
        return " WHERE due_at <= #{now}" + FREE
                + " AND NOT EXISTS (SELECT 1 FROM pushes w WHERE w.device_id = pushes.device_id AND w.attempts > 0"
                + " AND w.due_at > #{now})"
                + (wanted.without().isEmpty()
                        ? ""
                        : " AND provider NOT IN " + without().names());
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(without().parameters());
        parameters.put("now", wanted.now().toEpochMilli());
        parameters.put("limit", wanted.limit());
        return parameters;
    }

    private Sql.Ids without() {
        return Sql.Ids.of("provider", wanted.without(), provider -> provider);
    }

    private Future<List<List<PushRow>>> withOthers(SqlClient client, List<PushRow> due) {
        Sql.Ids devices = Sql.Ids.of(
                "device", due.stream().map(PushRow::device).collect(Collectors.toSet()), device -> device.value());
        Sql.Ids conversations = Sql.Ids.of(
                "conversation",
                due.stream().map(PushRow::conversation).collect(Collectors.toSet()),
                conversation -> conversation.toString());
        return Sql.query(
                        client,
                        "SELECT " + PushRow.COLUMNS + " FROM pushes WHERE device_id IN " + devices.names()
                                + " AND conversation IN " + conversations.names() + " AND due_at IS NOT NULL" + FREE
                                + " ORDER BY message_id LIMIT " + MOST_AT_ONCE + " FOR UPDATE SKIP LOCKED",
                        PushRow::of,
                        devices.and(conversations)
                                .and("now", wanted.now().toEpochMilli())
                                .parameters())
                .map(others -> threads(due, others));
    }

    private static List<List<PushRow>> threads(List<PushRow> due, List<PushRow> others) {
        Map<PushRow.Chat, List<PushRow>> threads = new LinkedHashMap<>();
        due.forEach(row -> threads.put(row.chat(), new ArrayList<>()));
        Set<PushRow> first = Set.copyOf(due);
        Stream.concat(due.stream(), others.stream().filter(row -> !first.contains(row)))
                .filter(row -> threads.containsKey(row.chat()))
                .filter(row -> threads.get(row.chat()).size() < MOST_LETTERS)
                .forEach(row -> threads.get(row.chat()).add(row));
        threads.values().forEach(rows -> rows.sort(PushRow.ORDER));
        return List.copyOf(threads.values());
    }

    private Future<List<List<PushRow>>> lease(SqlClient client, List<List<PushRow>> threads) {
        List<Map<String, Object>> leases = threads.stream()
                .flatMap(List::stream)
                .sorted(PushRow.ORDER)
                .map(this::lease)
                .toList();
        return Sql.batch(
                        client,
                        "UPDATE pushes SET leased_until = #{until}, claim = #{claim}"
                                + " WHERE device_id = #{device} AND message_id = #{message}",
                        leases)
                .map(threads);
    }

    private Map<String, Object> lease(PushRow row) {
        Map<String, Object> lease = new HashMap<>(row.key());
        lease.put("until", wanted.leasedUntil().toEpochMilli());
        lease.put("claim", number);
        return lease;
    }
}
