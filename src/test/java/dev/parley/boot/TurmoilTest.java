package dev.parley.boot;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.internal.partition.PartitionLostEventImpl;
import dev.parley.Eventually;
import dev.parley.model.NodeId;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.shared.SharedSessionDirectory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurmoilTest {
    private static final NodeId NODE = new NodeId("node");

    private final Vertx vertx = Vertx.vertx();
    private final Turmoil turmoil = new Turmoil(vertx);
    private SessionDirectory directory;
    private String mark;

    @BeforeEach
    void open() {
        directory = SharedSessionDirectory.open(vertx).await();
        mark = mark();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void sessionsAreListedAgainAfterASplit() throws Exception {
        turmoil.stateChanged(new LifecycleEvent(LifecycleState.MERGED));
        Eventually.holds("sessions are listed again", () -> !mark().equals(mark));
    }

    @Test
    void sessionsAreListedAgainWhenNoCopyIsLeft() throws Exception {
        turmoil.partitionLost(new PartitionLostEventImpl(7, Clustering.BACKUPS, null));
        Eventually.holds("sessions are listed again", () -> !mark().equals(mark));
    }

    private String mark() {
        return directory
                .renew(NODE, Optional.empty(), Duration.ofSeconds(10))
                .await()
                .mark();
    }
}
