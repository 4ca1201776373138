package dev.parley.accounts.sql;

import dev.parley.accounts.Change;
import dev.parley.accounts.PreferenceStore;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Preferences in SQL. A change locks the user, so that all changes of one are one after the other. */
final class SqlPreferences implements PreferenceStore {
    private static final String ALL = "SELECT conversation, muted, pin FROM preferences WHERE user_id = #{user}";

    private final Database database;

    SqlPreferences(Database database) {
        this.database = database;
    }

    private record Kept(Preference preference, Optional<Integer> pin) {
        static Kept of(Row row) {
            Optional<Integer> pin = Optional.ofNullable(row.getInteger("pin"));
            ConversationId conversation = ConversationId.parse(row.getString("conversation"));
            return new Kept(new Preference(conversation, row.getBoolean("muted"), pin.isPresent()), pin);
        }
    }

    @Override
    public Future<Change<Preference>> change(
            UserId user, ConversationId conversation, Function<Preference, Change<Preference>> rule) {
        Map<String, Object> parameters = Map.of("user", user.value());
        return database.write(
                client -> Sql.row(client, "SELECT id FROM users WHERE id = #{user} FOR UPDATE", parameters)
                        .compose(locked -> Sql.query(client, ALL, Kept::of, parameters))
                        .compose(kept -> keep(client, user, conversation, kept, rule)));
    }

    private static Future<Change<Preference>> keep(
            SqlClient client,
            UserId user,
            ConversationId conversation,
            List<Kept> kept,
            Function<Preference, Change<Preference>> rule) {
        Optional<Kept> before = kept.stream()
                .filter(one -> one.preference().conversation().equals(conversation))
                .findFirst();
        Change<Preference> change =
                rule.apply(before.map(Kept::preference).orElse(new Preference(conversation, false, false)));
        requireRoom(before.isPresent() || kept.size() < MOST_KEPT);
        Optional<Integer> pin = change.after().pinned()
                ? before.flatMap(Kept::pin).or(() -> Optional.of(freePin(kept)))
                : Optional.empty();
        return write(client, user, change.after(), pin)
                .compose(written -> SqlAnnouncements.insert(client, change.announcements()))
                .map(change);
    }

    /** What is as it is for everybody has no row. */
    private static Future<?> write(SqlClient client, UserId user, Preference after, Optional<Integer> pin) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "user", user.value(), "conversation", after.conversation().toString(), "muted", after.muted()));
        row.put("pin", pin.orElse(null));
        Future<?> deleted = Sql.update(
                client, "DELETE FROM preferences WHERE user_id = #{user} AND conversation = #{conversation}", row);
        return after.muted() || after.pinned()
                ? deleted.compose(none -> Sql.update(
                        client,
                        "INSERT INTO preferences (user_id, conversation, muted, pin)"
                                + " VALUES (#{user}, #{conversation}, #{muted}, #{pin})",
                        row))
                : deleted;
    }

    private static int freePin(List<Kept> kept) {
        Set<Integer> taken = kept.stream().flatMap(one -> one.pin().stream()).collect(Collectors.toSet());
        int pin = IntStream.rangeClosed(1, PreferencesService.MOST_PINNED)
                .filter(number -> !taken.contains(number))
                .findFirst()
                .orElse(0);
        requireRoom(pin > 0);
        return pin;
    }

    private static void requireRoom(boolean room) {
        if (!room) {
            throw Failure.of(FailureCode.LIMIT_REACHED, "too many conversations are pinned or muted");
        }
    }

    @Override
    public Future<List<Preference>> of(UserId user, Set<ConversationId> conversations) {
        return database.read(client -> Sql.query(client, ALL, Kept::of, Map.of("user", user.value())))
                .map(kept -> kept.stream()
                        .map(Kept::preference)
                        .filter(one -> conversations.contains(one.conversation()))
                        .toList());
    }

    @Override
    public Future<List<Preference>> pinned(UserId user) {
        return database.read(client -> Sql.query(
                        client, ALL + " AND pin IS NOT NULL ORDER BY pin", Kept::of, Map.of("user", user.value())))
                .map(kept -> kept.stream().map(Kept::preference).toList());
    }
}
