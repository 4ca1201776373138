package dev.parley.accounts.sql;

import dev.parley.accounts.Change;
import dev.parley.accounts.Tie;
import dev.parley.accounts.TieStore;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.StandingChange;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is between each two users in SQL. A change locks both, so that all changes between two are one after the other. */
final class SqlTies implements TieStore {
    private static final String TIE = "SELECT"
            + " (SELECT COUNT(*) FROM users WHERE id IN (#{low}, #{high})) AS known,"
            + " (SELECT COUNT(*) FROM friendships WHERE user_id = #{low} AND friend_id = #{high}) AS friends,"
            + " (SELECT MIN(asker) FROM friend_requests WHERE (asker = #{low} AND asked = #{high})"
            + " OR (asker = #{high} AND asked = #{low})) AS asker,"
            + " (SELECT COUNT(*) FROM blocks WHERE blocker = #{low} AND blocked = #{high}) AS by_low,"
            + " (SELECT COUNT(*) FROM blocks WHERE blocker = #{high} AND blocked = #{low}) AS by_high,"
            + " (SELECT opener FROM acquaintances WHERE low = #{low} AND high = #{high}) AS opener,"
            + " (SELECT COUNT(*) FROM acquaintances WHERE low = #{low} AND high = #{high} AND answered) AS answered";

    /** When the transaction began, in milliseconds. */
    static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    private final Database database;

    SqlTies(Database database) {
        this.database = database;
    }

    @Override
    public Future<Optional<Standing>> standing(Direct pair) {
        return database.read(client -> read(client, pair)
                .map(row -> row.getLong("known") == 2 ? Optional.of(standing(row, pair)) : Optional.empty()));
    }

    private static Standing standing(Row row, Direct pair) {
        Tie tie = tie(row, pair);
        if (!tie.blockers().isEmpty()) {
            return new Standing.Blocked();
        }
        return tie.friends() || row.getLong("answered") > 0
                ? new Standing.Open()
                : new Standing.Strangers(user(row, "opener"));
    }

    @Override
    public Future<Change<Tie>> change(Direct pair, Instant at, Function<Tie, Change<Tie>> rule) {
        return database.write(client -> lock(client, pair.low())
                .compose(locked -> lock(client, pair.high()))
                .compose(locked -> read(client, pair))
                .compose(row -> keep(client, pair, at, tie(row, pair), rule)));
    }

    private static Future<Void> lock(SqlClient client, UserId user) {
        return Sql.row(client, "SELECT id FROM users WHERE id = #{user} FOR UPDATE", Map.of("user", user.value()))
                .compose(row -> row.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such user")));
    }

    private static Future<Change<Tie>> keep(
            SqlClient client, Direct pair, Instant at, Tie before, Function<Tie, Change<Tie>> rule) {
        Change<Tie> change = rule.apply(before);
        return new TieWriter(client, pair, at)
                .write(before, change.after())
                .compose(written -> SqlAnnouncements.insert(client, change.announcements()))
                .map(change);
    }

    private static Future<Row> read(SqlClient client, Direct pair) {
        return Sql.row(client, TIE, parameters(pair)).map(Optional::orElseThrow);
    }

    private static Tie tie(Row row, Direct pair) {
        Set<UserId> blockers = new HashSet<>();
        if (row.getLong("by_low") > 0) {
            blockers.add(pair.low());
        }
        if (row.getLong("by_high") > 0) {
            blockers.add(pair.high());
        }
        return new Tie(row.getLong("friends") > 0, user(row, "asker"), blockers);
    }

    private static Optional<UserId> user(Row row, String column) {
        return Optional.ofNullable(row.getLong(column)).map(UserId::new);
    }

    @Override
    public Future<Set<Direct>> wrote(List<Word> words) {
        return words.isEmpty()
                ? Future.succeededFuture(Set.of())
                : database.write(client -> new WordWriter(client).note(words));
    }

    /** Keeps within a transaction that the standing between two changes by it. */
    static Future<Void> noteChange(SqlClient client, Direct pair) {
        return Sql.update(
                        client,
                        "INSERT INTO standing_changes (low, high, changed_at) VALUES (#{low}, #{high}, " + NOW + ")",
                        parameters(pair))
                .mapEmpty();
    }

    @Override
    public Future<Changes> changes(Instant since, int limit) {
        return database.read(client -> Sql.row(client, "SELECT " + NOW + " AS now", Map.of())
                .map(row -> Instant.ofEpochMilli(row.orElseThrow().getLong("now")))
                .compose(now -> Sql.query(
                                client,
                                "SELECT number, low, high FROM standing_changes WHERE changed_at >= #{since}"
                                        + " LIMIT #{limit}",
                                SqlTies::standingChange,
                                Map.of("since", since.toEpochMilli(), "limit", limit + 1))
                        .map(found -> changes(found, since, now, limit))));
    }

    private static Changes changes(List<StandingChange> found, Instant since, Instant now, int limit) {
        boolean complete = found.size() <= limit && since.isAfter(now.minus(CHANGES_KEPT));
        return new Changes(found.subList(0, Math.min(found.size(), limit)), complete, now);
    }

    private static StandingChange standingChange(Row row) {
        return new StandingChange(
                row.getLong("number"),
                ConversationId.direct(new UserId(row.getLong("low")), new UserId(row.getLong("high"))));
    }

    @Override
    public Future<Void> forgetChanges() {
        return database.write(client -> Sql.update(
                        client,
                        "DELETE FROM standing_changes WHERE changed_at < " + NOW + " - #{kept}",
                        Map.of("kept", CHANGES_KEPT.toMillis()))
                .mapEmpty());
    }

    @Override
    public Future<Set<UserId>> blockedWith(UserId user, Set<UserId> others) {
        if (others.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        Sql.Ids ids = Sql.Ids.of(others, UserId::value).and("user", user.value());
        return database.read(client -> Sql.query(
                        client,
                        "SELECT blocked AS other FROM blocks WHERE blocker = #{user} AND blocked IN " + ids.names()
                                + " UNION SELECT blocker AS other FROM blocks WHERE blocked = #{user} AND blocker IN "
                                + ids.names(),
                        row -> new UserId(row.getLong("other")),
                        ids.parameters())
                .map(found -> found.stream().collect(Collectors.toUnmodifiableSet())));
    }

    private static Map<String, Object> parameters(Direct pair) {
        return Map.of("low", pair.low().value(), "high", pair.high().value());
    }
}
