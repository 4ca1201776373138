package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.parley.servers.CassandraServer;
import java.util.List;
import java.util.Optional;

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

    /** What empties it, kept as long as no test kills the server: to connect takes longer than to empty. */
    private static Optional<CqlSession> kept = Optional.empty();

    private TestKeyspace() {}

    /**
     * The keyspace on the shared server, for tests that do not kill it: Cassandra writes nothing of it ahead, which is most of
     * what emptying it takes. Aborts the test where there is no server.
     */
    public static synchronized CassandraSettings empty() throws Exception {
        CassandraSettings settings = shared();
        kept = kept.or(() -> Optional.of(Driver.session(settings).build()));
        empty(kept.get(), false);
        return settings;
    }

    /** The same for tests that kill the server, as any other keyspace is: what it has acknowledged is there again. */
    public static synchronized CassandraSettings lasting() throws Exception {
        kept.ifPresent(CqlSession::close);
        kept = Optional.empty();
        CassandraSettings settings = shared();
        try (CqlSession session = Driver.session(settings).build()) {
            empty(session, true);
        }
        return settings;
    }

    /** Where an empty one is, as {@code PARLEY_MESSAGES} says it. */
    public static String emptyUrl() throws Exception {
        return "cassandra://" + empty().place();
    }

    private static CassandraSettings shared() throws Exception {
        return settings(CassandraServer.shared(), NAME);
    }

    private static void empty(CqlSession session, boolean lasting) {
        if (isLasting(session) != lasting) {
            session.execute(change("ALTER KEYSPACE " + NAME + " WITH durable_writes = " + lasting));
        }
        TABLES.stream()
                .map(table -> NAME + "." + table)
                .filter(table ->
                        session.execute("SELECT * FROM " + table + " LIMIT 1").one() != null)
                .map(table -> session.executeAsync(change("TRUNCATE " + table)))
                .toList()
                .forEach(truncated -> truncated.toCompletableFuture().join());
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
