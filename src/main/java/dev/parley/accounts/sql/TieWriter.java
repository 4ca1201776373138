package dev.parley.accounts.sql;

import dev.parley.accounts.Tie;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes what changed between two users, within one transaction that has both locked. */
final class TieWriter {
    private final SqlClient client;
    private final Direct pair;
    private final Instant at;
    private Future<?> written = Future.succeededFuture();

    TieWriter(SqlClient client, Direct pair, Instant at) {
        this.client = client;
        this.pair = pair;
        this.at = at;
    }

    Future<Void> write(Tie before, Tie after) {
        if (before.friends() != after.friends()) {
            writeFriendship(after.friends());
        }
        if (!before.asker().equals(after.asker())) {
            before.asker().ifPresent(asker -> delete("friend_requests", "asker", "asked", asker));
            after.asker().ifPresent(asker -> insert("friend_requests", "asker", "asked", asker));
        }
        for (UserId user : List.of(pair.low(), pair.high())) {
            writeBlock(user, before.blockers().contains(user), after.blockers().contains(user));
        }
        if (before.friends() != after.friends()
                || before.blockers().isEmpty() != after.blockers().isEmpty()) {
            written = written.compose(changed -> SqlTies.noteChange(client, pair));
        }
        return written.mapEmpty();
    }

    /** One row for either side. */
    private void writeFriendship(boolean friends) {
        for (UserId user : List.of(pair.low(), pair.high())) {
            if (friends) {
                insert("friendships", "user_id", "friend_id", user);
            } else {
                delete("friendships", "user_id", "friend_id", user);
            }
        }
    }

    private void writeBlock(UserId blocker, boolean before, boolean after) {
        if (after && !before) {
            insert("blocks", "blocker", "blocked", blocker);
        }
        if (before && !after) {
            delete("blocks", "blocker", "blocked", blocker);
        }
    }

    private void insert(String table, String from, String to, UserId user) {
        run("INSERT INTO " + table + " (" + from + ", " + to + ", since) VALUES (#{user}, #{other}, #{at})", user);
    }

    private void delete(String table, String from, String to, UserId user) {
        run("DELETE FROM " + table + " WHERE " + from + " = #{user} AND " + to + " = #{other}", user);
    }

    private void run(String statement, UserId user) {
        UserId other = user.equals(pair.low()) ? pair.high() : pair.low();
        Map<String, Object> parameters = Map.of("user", user.value(), "other", other.value(), "at", at.toEpochMilli());
        written = written.compose(before -> Sql.update(client, statement, parameters));
    }
}
