package dev.parley.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three Redis servers that are a cluster, without replicas. */
public final class RedisCluster implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<RedisServer> servers;

    /** Starts the servers and gives each its part of the slots. */
    public RedisCluster(Path folder) {
        this.servers =
                IntStream.range(0, SERVERS).mapToObj(i -> server(folder, i)).toList();
        for (int i = 0; i < SERVERS; i++) {
            servers.get(i).ask(slots(i));
        }
        RedisServer first = servers.get(0);
        servers.stream().skip(1).forEach(server -> server.ask("CLUSTER", "MEET", "127.0.0.1", "" + first.port()));
        awaitReady();
    }

    /** Names two of them. */
    public String url() {
        return servers.stream()
                .skip(1)
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "redis://", "?mode=cluster"));
    }

    public List<RedisServer> servers() {
        return servers;
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }

    private static RedisServer server(Path folder, int index) {
        return RedisServer.startForCluster(
                folder,
                "--cluster-enabled",
                "yes",
                "--cluster-config-file",
                "nodes-" + index + ".conf",
                "--cluster-node-timeout",
                "2000");
    }

    private static String[] slots(int index) {
        IntStream part = IntStream.range(index * SLOTS / SERVERS, (index + 1) * SLOTS / SERVERS);
        return Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), part.mapToObj(Integer::toString))
                .toArray(String[]::new);
    }

    private void awaitReady() {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!servers.stream().allMatch(RedisCluster::knowsAll)) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("the cluster does not form");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean knowsAll(RedisServer server) {
        String info = server.ask("CLUSTER", "INFO");
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + SERVERS);
    }
}
