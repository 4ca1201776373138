package dev.parley.boot;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.partition.PartitionLostEvent;
import com.hazelcast.partition.PartitionLostListener;
import dev.parley.sessions.shared.SharedSessionDirectory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees when maps of Hazelcast may have lost entries, and has nodes list their sessions again then: where this process came back
 * from a split, of whose two halves one write stands, and where more processes went at once than there are copies of an entry.
 */
final class Turmoil implements LifecycleListener, PartitionLostListener {
    private static final Logger LOG = LoggerFactory.getLogger(Turmoil.class);
    /** Such things come in hundreds. */
    private static final Duration GATHERED = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final AtomicBoolean due = new AtomicBoolean();

    Turmoil(Vertx vertx) {
        this.vertx = vertx;
    }

    static void watch(Vertx vertx, HazelcastInstance hazelcast) {
        Turmoil turmoil = new Turmoil(vertx);
        hazelcast.getLifecycleService().addLifecycleListener(turmoil);
        hazelcast.getPartitionService().addPartitionLostListener(turmoil);
    }

    @Override
    public void stateChanged(LifecycleEvent event) {
        if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
            doubt("this process came back from a split");
        }
    }

    @Override
    public void partitionLost(PartitionLostEvent event) {
        if (event.getLostBackupCount() >= Clustering.BACKUPS) {
            doubt("all copies of a part of the maps were lost");
        }
    }

    private void doubt(String why) {
        if (due.compareAndSet(false, true)) {
            LOG.warn("Sessions are listed again: {}", why);
            vertx.setTimer(GATHERED.toMillis(), over -> {
                due.set(false);
                SharedSessionDirectory.doubt(vertx).onFailure(cause -> doubt(cause.getMessage()));
            });
        }
    }
}
