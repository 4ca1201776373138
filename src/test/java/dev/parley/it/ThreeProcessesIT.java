package dev.parley.it;

import dev.parley.servers.CassandraServer;
import dev.parley.servers.PostgresServer;
import dev.parley.servers.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of three processes on real stores, in which any one may be killed and started again. */
class ThreeProcessesIT {
    @TempDir
    private static Path folder;

    private static PostgresServer postgres;
    private static RedisServer redis;
    private static ParleyProcess stores;
    private static ParleyProcess middle;
    private static ParleyProcess edge;

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start(folder.resolve("postgres"));
        redis = RedisServer.start(Files.createDirectories(folder.resolve("redis")));
        Cluster cluster = new Cluster(folder, 3);
        stores = process(cluster, "accounts,persistence,presence,notification");
        middle = process(cluster, "api,router");
        edge = process(cluster, "edge");
        List.of(stores, middle, edge).forEach(ParleyProcess::launch);
        for (ParleyProcess process : List.of(stores, middle, edge)) {
            process.awaitReady();
        }
    }

    private static ParleyProcess process(Cluster cluster, String verticles) throws Exception {
        return cluster.member(verticles)
                .with("PARLEY_VERTICLES", verticles)
                .with(
                        "PARLEY_MESSAGES",
                        "cassandra://" + CassandraServer.shared().address() + "/parley_three")
                .with("PARLEY_ACCOUNTS", postgres.url())
                .with("PARLEY_SESSIONS", redis.url());
    }

    @AfterAll
    static void stop() {
        List.of(edge, middle, stores).forEach(ParleyProcess::close);
        redis.close();
        postgres.close();
    }

    @Test
    void nothingIsLostWhenTheProcessAtTheStoresIsKilled() throws Exception {
        survivesKilling(stores, "stores");
    }

    @Test
    void nothingIsLostWhenTheProcessInTheMiddleIsKilled() throws Exception {
        survivesKilling(middle, "middle");
    }

    @Test
    void nothingIsLostWhenTheEdgeIsKilled() throws Exception {
        Chat chat = Chat.begin("edge", middle.api(), edge.edge());
        edge.kill();
        edge.start();
        chat.connect(edge.edge());
        chat.awaitProgress();
        chat.end(edge.edge());
    }

    private static void survivesKilling(ParleyProcess process, String name) throws Exception {
        Chat chat = Chat.begin(name, middle.api(), edge.edge());
        process.kill();
        chat.awaitFailures();
        process.start();
        chat.awaitProgress();
        chat.end(edge.edge());
    }
}
