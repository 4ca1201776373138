package dev.parley.accounts.sql;

import dev.parley.accounts.DeviceStore;
import dev.parley.accounts.SignIn;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes room for a device that signs in: signs out others that are too many, and forgets those that are too many to keep. */
final class Eviction {
    private static final String OTHERS = "SELECT id, sign_in FROM devices WHERE user_id = #{user} AND id <> #{device}";
    private static final String LAST_SEEN_FIRST = " last_seen_at DESC, id DESC OFFSET #{kept} ROWS FOR UPDATE";

    private Eviction() {}

    /** @return a future completed with the revocations of those that were signed in; the user has to be locked */
    static Future<List<Revocation>> makeRoom(SqlClient client, SignIn newest) {
        return signOut(client, newest).compose(revoked -> forget(client, newest).map(revoked));
    }

    private static Future<List<Revocation>> signOut(SqlClient client, SignIn newest) {
        return Sql.query(
                        client,
                        OTHERS + " AND sign_in IS NOT NULL ORDER BY" + LAST_SEEN_FIRST,
                        row -> revocation(row, newest),
                        parameters(newest, DeviceStore.SIGNED_IN_AT_ONCE - 1))
                .compose(revoked -> {
                    Future<?> done = Sql.batch(
                            client, "UPDATE devices SET sign_in = NULL WHERE id = #{device}", devices(revoked));
                    for (Revocation revocation : revoked) {
                        done = done.compose(before -> SqlRevocations.insert(client, revocation));
                    }
                    return done.map(revoked);
                });
    }

    private static List<Map<String, Object>> devices(List<Revocation> revoked) {
        return revoked.stream()
                .map(one -> Map.<String, Object>of("device", one.device().value()))
                .toList();
    }

    private static Revocation revocation(Row row, SignIn newest) {
        return new Revocation(row.getString("sign_in"), newest.user(), new DeviceId(row.getLong("id")), newest.at());
    }

    /** Only those that are signed out are left to be too many. */
    private static Future<Void> forget(SqlClient client, SignIn newest) {
        return Sql.query(
                        client,
                        OTHERS + " ORDER BY CASE WHEN sign_in IS NULL THEN 1 ELSE 0 END," + LAST_SEEN_FIRST,
                        row -> Map.<String, Object>of("device", row.getLong("id")),
                        parameters(newest, DeviceStore.DEVICES_KEPT - 1))
                .compose(forgotten -> Sql.batch(client, "DELETE FROM devices WHERE id = #{device}", forgotten));
    }

    private static Map<String, Object> parameters(SignIn newest, int kept) {
        return new HashMap<>(
                Map.of("user", newest.user().value(), "device", newest.device().value(), "kept", kept));
    }
}
