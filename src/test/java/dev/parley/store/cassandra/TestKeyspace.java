package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.parley.servers.CassandraServer;
import java.util.List;

/**
 * One keyspace that tests take in turns, empty each time: a small server has no memory for the tables of a keyspace for
 * every test.
 */
public final class TestKeyspace {
    private static final String NAME = CassandraServer.KEYSPACE;
    static final List<String> TABLES = List.of(
            "messages_by_conversation",
            "buckets_by_conversation",
            "inbox_by_user",
            "conversations_by_user",
            "message_by_ref",
            "drafts",
            "marks_by_conversation",
            "activity_by_user",
            "high_water",
            "imports");

    private TestKeyspace() {}

    /**
     * The keyspace on the shared server, for tests that do not kill it: Cassandra writes nothing of it ahead, which is most of
     * what emptying it takes. Aborts the test where there is no server.
     */
    public static CassandraSettings empty() throws Exception {
        return empty(false);
    }

    /** The same for tests that kill the server, as any other keyspace is: what it has acknowledged is there again. */
    public static CassandraSettings lasting() throws Exception {
        return empty(true);
    }

    /** Where an empty one is, as {@code PARLEY_MESSAGES} says it. */
    public static String emptyUrl() throws Exception {
        return "cassandra://" + empty().place();
    }

    private static CassandraSettings empty(boolean lasting) throws Exception {
        CassandraSettings settings = settings(CassandraServer.shared(), NAME);
        try (CqlSession session = Driver.session(settings).build()) {
            if (isLasting(session) != lasting) {
                session.execute(change("ALTER KEYSPACE " + NAME + " WITH durable_writes = " + lasting));
            }
            TABLES.stream()
                    .map(table -> NAME + "." + table)
                    .filter(table -> session.execute("SELECT * FROM " + table + " LIMIT 1")
                                    .one()
                            != null)
                    .map(table -> session.executeAsync(change("TRUNCATE " + table)))
                    .toList()
                    .forEach(truncated -> truncated.toCompletableFuture().join());
        }
        return settings;
    }

    private static boolean isLasting(CqlSession session) {
        return session.execute("SELECT durable_writes FROM system_schema.keyspaces WHERE keyspace_name = ?", NAME)
                .one()
                .getBoolean(0);
    }

    private static SimpleStatement change(String statement) {
        return SimpleStatement.newInstance(statement).setExecutionProfileName(Migrations.PROFILE);
    }

    static CassandraSettings settings(CassandraServer server, String name) {
        return CassandraSettings.parse("cassandra://" + server.address() + "/" + name + "?start=60");
    }
}
