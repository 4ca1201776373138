package dev.parley.accounts.sql;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The table of revoked sign-ins. */
final class SqlRevocations {
    private SqlRevocations() {}

    static Future<Void> insert(SqlClient client, Revocation revocation) {
        return SqlTemplate.forUpdate(
                        client,
                        "INSERT INTO revocations (sign_in, user_id, device_id, revoked_at)"
                                + " VALUES (#{signIn}, #{user}, #{device}, #{at})")
                .execute(Map.of(
                        "signIn", revocation.signIn(),
                        "user", revocation.user().value(),
                        "device", revocation.device().value(),
                        "at", revocation.at().toEpochMilli()))
                .mapEmpty();
    }

    static Future<List<Revocation>> since(SqlClient client, Instant since, int limit) {
        return SqlTemplate.forQuery(
                        client,
                        "SELECT sign_in, user_id, device_id, revoked_at FROM revocations"
                                + " WHERE revoked_at >= #{since} ORDER BY revoked_at LIMIT #{limit}")
                .mapTo(SqlRevocations::revocation)
                .execute(Map.of("since", since.toEpochMilli(), "limit", limit))
                .map(rows -> rows.stream().toList());
    }

    static Future<Void> delete(SqlClient client, Instant before) {
        return SqlTemplate.forUpdate(client, "DELETE FROM revocations WHERE revoked_at < #{before}")
                .execute(Map.of("before", before.toEpochMilli()))
                .mapEmpty();
    }

    private static Revocation revocation(Row row) {
        return new Revocation(
                row.getString("sign_in"),
                new UserId(row.getLong("user_id")),
                new DeviceId(row.getLong("device_id")),
                Instant.ofEpochMilli(row.getLong("revoked_at")));
    }
}
