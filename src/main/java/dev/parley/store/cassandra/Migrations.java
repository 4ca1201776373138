package dev.parley.store.cassandra;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.ResultSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the keyspace and brings its tables up to this version, one step after the other.
 *
 * <p>Safe when many nodes start at once. The keyspace and the two tables below come out the same whoever makes them; the
 * tables have ids given here, because two coordinators that make a table at the same time would each give it one of their
 * own. All further changes are made by one node at a time, the holder of a lease in the first table, and each after all
 * nodes of the cluster agree about the change before.
 */
final class Migrations {
    /** The profile of statements that change the schema. */
    static final String PROFILE = "schema";

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long POLL_MILLIS = 100;
    private static final int USUAL_REPLICATION = 3;
    private static final String LEASES = "CREATE TABLE IF NOT EXISTS schema_lease (name text PRIMARY KEY, owner uuid)";
    private static final String STEPS =
            "CREATE TABLE IF NOT EXISTS schema_steps (name text, step int, PRIMARY KEY (name, step))";
    private static final String LEASE =
            "INSERT INTO schema_lease (name, owner) VALUES ('messages', ?) IF NOT EXISTS USING TTL 60";
    private static final String RENEW =
            "UPDATE schema_lease USING TTL 60 SET owner = ? WHERE name = 'messages' IF owner = ?";
    private static final String RELEASE = "DELETE FROM schema_lease WHERE name = 'messages' IF owner = ?";
    private static final String DONE = "INSERT INTO schema_steps (name, step) VALUES ('messages', ?)";
    private static final String HIGHEST = "SELECT max(step) FROM schema_steps WHERE name = 'messages'";

    private final Vertx vertx;
    private final CassandraClient client;
    private final CassandraSettings settings;
    private final List<List<String>> steps;
    private final UUID self = UUID.randomUUID();

    Migrations(Vertx vertx, CassandraClient client, CassandraSettings settings, List<List<String>> steps) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.steps = steps;
    }

    /** Leaves the session in the keyspace. */
    Future<Void> run() {
        return client.metadata()
                .compose(metadata -> change(keyspace(metadata)))
                .compose(made -> execute("USE " + settings.keyspace()))
                .compose(used -> change(LEASES + idFor("schema_lease")))
                .compose(made -> change(STEPS + idFor("schema_steps")))
                .compose(made -> upToDate());
    }

    /** The same id whoever makes the table, and another one in another keyspace. */
    private String idFor(String table) {
        String name = settings.keyspace() + "." + table;
        return " WITH id = " + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private String keyspace(Metadata metadata) {
        List<Node> nodes = List.copyOf(metadata.getNodes().values());
        String where = settings.datacenter()
                .map(name -> "'class': 'NetworkTopologyStrategy', '" + name + "'")
                .orElse("'class': 'SimpleStrategy', 'replication_factor'");
        long candidates = settings.datacenter()
                .map(name -> nodes.stream()
                        .filter(node -> name.equals(node.getDatacenter()))
                        .count())
                .orElse((long) nodes.size());
        long copies = settings.replication().orElse((int) Math.min(USUAL_REPLICATION, candidates));
        return "CREATE KEYSPACE IF NOT EXISTS " + settings.keyspace() + " WITH replication = {" + where + ": " + copies
                + "}";
    }

    private Future<Void> upToDate() {
        return reached().compose(step -> step >= steps.size() ? Future.succeededFuture() : inTurn());
    }

    private Future<Void> inTurn() {
        return execute(LEASE, self)
                .compose(lease -> lease.wasApplied()
                        ? reached()
                                .compose(this::from)
                                .compose(done -> execute(RELEASE, self))
                                .mapEmpty()
                        : vertx.timer(POLL_MILLIS).compose(later -> upToDate()));
    }

    private Future<Integer> reached() {
        return execute(HIGHEST).map(result -> {
            Integer step = result.one().get(0, Integer.class);
            return step == null ? 0 : step;
        });
    }

    private Future<Void> from(int step) {
        if (step >= steps.size()) {
            return Future.succeededFuture();
        }
        Future<Void> changes = Future.succeededFuture();
        for (String statement : steps.get(step)) {
            changes = changes.compose(before -> renew()).compose(held -> change(statement));
        }
        return changes.compose(changed -> execute(DONE, step + 1))
                .onSuccess(recorded -> LOG.info("The tables of messages are at step {}", step + 1))
                .compose(recorded -> from(step + 1));
    }

    private Future<Void> renew() {
        return execute(RENEW, self, self)
                .compose(lease -> lease.wasApplied()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                Failure.of(FailureCode.UNAVAILABLE, "another node took over the schema")));
    }

    /** Changes the schema, and waits until every node of the cluster knows it. */
    private Future<Void> change(String statement) {
        return execute(statement)
                .compose(result -> result.getExecutionInfo().isSchemaInAgreement()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                Failure.of(FailureCode.UNAVAILABLE, "the nodes do not agree about the schema yet")));
    }

    private Future<ResultSet> execute(String statement, Object... values) {
        return client.execute(SimpleStatement.builder(statement)
                .addPositionalValues(values)
                .setExecutionProfileName(PROFILE)
                .build());
    }
}
