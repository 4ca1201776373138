package dev.parley.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    Path folder;

    @Test
    void keepsWhatItWasToldWhenItIsKilledAndStartedAgain() {
        Vertx vertx = Vertx.vertx();
        try (PostgresServer server = PostgresServer.start(folder.resolve("data"))) {
            Pool pool = PgBuilder.pool().connectingTo(server.url()).using(vertx).build();
            assertThat(ask(pool, "SHOW server_version")).startsWith("18.");
            run(pool, "CREATE TABLE kept (word text)");
            run(pool, "INSERT INTO kept VALUES ('still here')");
            server.kill();
            server.restart();
            assertThat(ask(pool, "SELECT word FROM kept")).isEqualTo("still here");
        } finally {
            await(vertx.close());
        }
    }

    private static void run(Pool pool, String statement) {
        await(pool.query(statement).execute());
    }

    private static String ask(Pool pool, String question) {
        return await(pool.query(question)
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
