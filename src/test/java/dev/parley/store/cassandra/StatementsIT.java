package dev.parley.store.cassandra;

import static dev.parley.store.StoreUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.specex.SpeculativeExecutionPolicy;
import com.datastax.oss.driver.internal.core.specex.ConstantSpeculativeExecutionPolicy;
import com.datastax.oss.driver.internal.core.specex.NoSpeculativeExecutionPolicy;
import dev.parley.store.StoreUnderTest;
import dev.parley.store.cassandra.Cql.Way;
import io.vertx.cassandra.CassandraClient;
import io.vertx.cassandra.CassandraClientOptions;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How statements go out: to how many nodes they must come, and which may be sent twice. */
class StatementsIT {
    private final Vertx vertx = Vertx.vertx();
    private CqlSession session;
    private Queries queries;

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
        await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"'', QUORUM, SERIAL", "?dc=datacenter1, LOCAL_QUORUM, LOCAL_SERIAL"})
    void needAQuorumOfAllOrOfTheDataCentreThatIsNamed(String options, String quorum, String serial) throws Exception {
        prepare(options);

        Stream.of(
                        queries.bind(Cql.FIND_CLAIM, 1L, "ref"),
                        queries.bind(Cql.GET_LAST, 1L),
                        queries.bind(Cql.PUT_LAST, 1L, 1L, 1L, "d:1:2"))
                .forEach(statement -> assertThat(traced(statement)).containsEntry("consistency_level", quorum));
        assertThat(traced(queries.bind(Cql.CLAIM, 1L, "ref", 1L, "d:1:2", (byte) 0)))
                .containsEntry("consistency_level", quorum)
                .containsEntry("serial_consistency_level", serial);
    }

    @Test
    void onlyReadsGoToASecondNodeAndDecisionsAreNeverSentAgain() throws Exception {
        prepare("");

        assertThat(Cql.values()).allSatisfy(cql -> {
            BoundStatement statement = queries.bind(cql);
            boolean decides = cql.text().contains(" IF ");
            assertThat(statement.isIdempotent()).isEqualTo(!decides);
            assertThat(cql.way() == Way.DECIDE).isEqualTo(decides);
            assertThat(policy(statement)).isInstanceOf(sentTwice(cql));
        });
    }

    private static Class<? extends SpeculativeExecutionPolicy> sentTwice(Cql cql) {
        return cql.text().startsWith("SELECT")
                ? ConstantSpeculativeExecutionPolicy.class
                : NoSpeculativeExecutionPolicy.class;
    }

    private void prepare(String options) throws Exception {
        CassandraSettings tests = TestKeyspace.empty();
        await(await(CassandraStores.open(vertx, tests, StoreUnderTest.LIFE, System::currentTimeMillis))
                .close());
        CassandraSettings settings = CassandraSettings.parse("cassandra://" + tests.place() + options);
        session = Driver.session(settings).withKeyspace(settings.keyspace()).build();
        CassandraClient client = CassandraClient.create(
                vertx, new CassandraClientOptions(Driver.session(settings).withKeyspace(settings.keyspace())));
        queries = await(client.metadata().compose(connected -> Queries.prepare(client)));
    }

    private SpeculativeExecutionPolicy policy(BoundStatement statement) {
        return session.getContext().getSpeculativeExecutionPolicy(statement.getExecutionProfileName());
    }

    /** What the coordinator says it was asked for. It writes that a little later. */
    private Map<String, String> traced(BoundStatement statement) {
        UUID trace =
                session.execute(statement.setTracing(true)).getExecutionInfo().getTracingId();
        AtomicReference<Map<String, String>> parameters = new AtomicReference<>();
        Senders.until(() -> {
            Row row = session.execute(SimpleStatement.newInstance(
                                    "SELECT parameters FROM system_traces.sessions WHERE session_id = ?", trace)
                            .setConsistencyLevel(ConsistencyLevel.ONE))
                    .one();
            parameters.set(row == null ? Map.of() : row.getMap("parameters", String.class, String.class));
            return !parameters.get().isEmpty();
        });
        return parameters.get();
    }
}
