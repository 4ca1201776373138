package dev.parley.sessions.shared;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngine;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Optional;

/**
 * The copies that this process has of a map's entries. A write is complete when all copies have it, so they show every write
 * that was complete before they are looked at (ADR 33). Looking neither blocks nor wakes another thread.
 *
 * <p>Hazelcast reads its own copies only for callers that it may block, so this does what its {@code MapProxySupport} does
 * for them, and stops short of asking others.
 */
@FunctionalInterface
interface OwnCopies {
    /** @return what this process has of an entry; absent where it has no copy, or there is no entry */
    Optional<String> find(String key);

    /** Those of a map in the shared data of {@code vertx}; none in a process that is not in a cluster. */
    static OwnCopies of(Vertx vertx, String map) {
        return ((VertxInternal) vertx).clusterManager() instanceof HazelcastClusterManager cluster
                ? of((MapProxyImpl<?, ?>) cluster.getHazelcastInstance().getMap(map))
                : key -> Optional.empty();
    }

    private static OwnCopies of(MapProxyImpl<?, ?> map) {
        NodeEngine engine = map.getNodeEngine();
        MapServiceContext maps = map.getService().getMapServiceContext();
        return key -> {
            Data wanted = engine.toData(key);
            int part = engine.getPartitionService().getPartitionId(wanted);
            boolean here =
                    engine.getPartitionService().getPartition(part, false).isOwnerOrBackup(engine.getThisAddress());
            RecordStore<?> copies = here ? maps.getExistingRecordStore(part, map.getName()) : null;
            return copies == null
                    ? Optional.empty()
                    : Optional.ofNullable(engine.toObject(copies.readBackupData(wanted)));
        };
    }
}
