package dev.parley.accounts.sql;

import dev.parley.accounts.Registration;
import dev.parley.bus.PushService.Letter;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Wishes;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is told, and what they want: read when parcels are handed out.
 *
 * @param registrations those whose sign-in holds
 * @param muted users with the conversations that they muted, by {@link #pair}
 * @param blocks users with those whom they block, by {@link #pair}
 */
record PushReaders(
        Map<DeviceId, Registration> registrations, Map<UserId, Wishes> wishes, Set<String> muted, Set<String> blocks) {
    /** A registration that holds: its device is signed in as it was then. */
    static final String HOLDS =
            " FROM push_registrations r JOIN devices d ON d.id = r.device_id AND d.sign_in = r.sign_in"
                    + " WHERE d.expires_at > #{now}";

    static final PushReaders NOBODY = new PushReaders(Map.of(), Map.of(), Set.of(), Set.of());

    static Future<PushReaders> read(SqlClient client, Collection<PushRow> rows, Instant now) {
        Sql.Ids devices = ids("device", rows, row -> row.device().value());
        Sql.Ids users = ids("user", rows, row -> row.user().value());
        Sql.Ids authors = ids("author", rows, row -> row.author().value());
        Sql.Ids conversations =
                ids("conversation", rows, row -> row.conversation().toString());
        Future<List<Registration>> registrations = Sql.query(
                client,
                "SELECT " + SqlRegistrations.COLUMNS + HOLDS + " AND r.device_id IN " + devices.names(),
                SqlRegistrations::registration,
                devices.and("now", now.toEpochMilli()).parameters());
        Future<Map<UserId, Wishes>> wishes = wishes(client, users);
        Future<List<String>> muted = Sql.query(
                client,
                "SELECT user_id, conversation FROM preferences WHERE muted AND user_id IN " + users.names()
                        + " AND conversation IN " + conversations.names(),
                row -> pair(row.getLong("user_id"), row.getString("conversation")),
                users.and(conversations).parameters());
        Future<List<String>> blocks = Sql.query(
                client,
                "SELECT blocker, blocked FROM blocks WHERE blocker IN " + users.names() + " AND blocked IN "
                        + authors.names(),
                row -> pair(row.getLong("blocker"), row.getLong("blocked")),
                users.and(authors).parameters());
        return Future.all(registrations, wishes, muted, blocks)
                .map(all -> new PushReaders(
                        registrations.result().stream()
                                .collect(Collectors.toMap(Registration::device, Function.identity())),
                        wishes.result(),
                        Set.copyOf(muted.result()),
                        Set.copyOf(blocks.result())));
    }

    private static Future<Map<UserId, Wishes>> wishes(SqlClient client, Sql.Ids users) {
        return Sql.query(
                        client,
                        "SELECT user_id, carries, quiet_from, quiet_to, quiet_zone FROM push_wishes WHERE user_id IN "
                                + users.names(),
                        row -> Map.entry(new UserId(row.getLong("user_id")), SqlRegistrations.wishes(row)),
                        users.parameters())
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Sql.Ids ids(String list, Collection<PushRow> rows, Function<PushRow, Object> value) {
        return Sql.Ids.of(list, rows.stream().map(value).collect(Collectors.toSet()), one -> one);
    }

    private static String pair(Object user, Object other) {
        return user + " " + other;
    }

    /** What one device is handed of one conversation; nothing when it is registered no more. */
    Optional<Parcel> parcel(List<PushRow> thread, long claim) {
        PushRow first = thread.get(0);
        return Optional.ofNullable(registrations.get(first.device()))
                .map(registration -> new Parcel(
                        claim,
                        first.user(),
                        first.device(),
                        registration.target(),
                        registration.provider(),
                        first.conversation(),
                        thread.stream().map(this::letter).toList(),
                        thread.stream().mapToInt(PushRow::attempts).max().orElse(0),
                        wishes.getOrDefault(first.user(), Wishes.USUAL),
                        muted.contains(pair(first.user(), first.conversation()))));
    }

    private Letter letter(PushRow row) {
        return new Letter(row.message(), blocks.contains(pair(row.user(), row.author())));
    }
}
