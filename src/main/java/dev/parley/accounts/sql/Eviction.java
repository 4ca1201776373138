package dev.parley.accounts.sql;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.templates.SqlTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forgets the devices of an account that are too many. */
final class Eviction {
    private record Candidate(DeviceId device, Optional<String> signIn) {}

    private Eviction() {}

    /** Deletes the devices beyond the {@code kept} to keep; completed with the revocations of those that were signed in. */
    static Future<List<Revocation>> beyond(SqlClient client, UserId user, int kept, Instant at) {
        return candidates(client, user, kept).compose(candidates -> {
            List<Revocation> revoked = new ArrayList<>();
            Future<Void> done = Future.succeededFuture();
            for (Candidate candidate : candidates) {
                done = done.compose(previous -> delete(client, candidate.device()));
                if (candidate.signIn().isPresent()) {
                    Revocation revocation = new Revocation(candidate.signIn().get(), user, candidate.device(), at);
                    revoked.add(revocation);
                    done = done.compose(deleted -> SqlRevocations.insert(client, revocation));
                }
            }
            return done.map(List.copyOf(revoked));
        });
    }

    private static Future<List<Candidate>> candidates(SqlClient client, UserId user, int kept) {
        return SqlTemplate.forQuery(
                        client,
                        "SELECT id, sign_in FROM devices WHERE user_id = #{user}"
                                + " ORDER BY CASE WHEN sign_in IS NULL THEN 1 ELSE 0 END, last_seen_at DESC, id DESC"
                                + " OFFSET #{kept} ROWS FOR UPDATE")
                .mapTo(row ->
                        new Candidate(new DeviceId(row.getLong("id")), Optional.ofNullable(row.getString("sign_in"))))
                .execute(Map.of("user", user.value(), "kept", kept))
                .map(rows -> rows.stream().toList());
    }

    private static Future<Void> delete(SqlClient client, DeviceId device) {
        return SqlTemplate.forUpdate(client, "DELETE FROM devices WHERE id = #{device}")
                .execute(Map.of("device", device.value()))
                .mapEmpty();
    }
}
