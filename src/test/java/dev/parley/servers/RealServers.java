package dev.parley.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts Cassandra, PostgreSQL and Redis as tests do, and says by which settings Parley uses them; they go with this process.
 * {@code mvn -B -DskipTests test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.parley.servers.RealServers}
 */
public final class RealServers {
    private RealServers() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("parley-servers");
        CassandraServer cassandra = CassandraServer.shared();
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
                RedisServer redis = RedisServer.start(Files.createDirectories(folder.resolve("redis")))) {
            System.out.println("PARLEY_MESSAGES=cassandra://" + cassandra.address() + "/parley");
            System.out.println("PARLEY_ACCOUNTS=" + postgres.url());
            System.out.println("PARLEY_SESSIONS=" + redis.url());
            new CountDownLatch(1).await();
        }
    }
}
