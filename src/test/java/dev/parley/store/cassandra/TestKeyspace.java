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
    private static final String NAME = "parley_tests";
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

    /** The keyspace on the shared server. Aborts the test where there is none. */
    public static CassandraSettings empty() throws Exception {
        CassandraSettings settings = settings(CassandraServer.shared(), NAME);
        try (CqlSession session = Driver.session(settings).build()) {
            boolean made =
                    session.execute("SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", NAME)
                                    .one()
                            != null;
            for (String table : made ? TABLES : List.<String>of()) {
                empty(session, NAME + "." + table);
            }
        }
        return settings;
    }

    private static void empty(CqlSession session, String table) {
        if (session.execute("SELECT * FROM " + table + " LIMIT 1").one() != null) {
            session.execute(
                    SimpleStatement.newInstance("TRUNCATE " + table).setExecutionProfileName(Migrations.PROFILE));
        }
    }

    static CassandraSettings settings(CassandraServer server, String name) {
        return CassandraSettings.parse("cassandra://" + server.address() + "/" + name + "?start=60");
    }
}
