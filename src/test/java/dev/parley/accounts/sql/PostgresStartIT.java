package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.TestPeople;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that start while the database is empty, or not there yet. */
class PostgresStartIT {
    private static final int STARTERS = 10;

    @TempDir
    Path folder;

    private final List<Vertx> nodes =
            Stream.generate(PostgresStartIT::node).limit(STARTERS).toList();

    @AfterEach
    void close() throws Exception {
        for (Vertx node : nodes) {
            await(node.close());
        }
    }

    /** A small one, with threads of its own as a process has. */
    private static Vertx node() {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    }

    @Test
    void tenAtOnceMakeOneSchema() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder.resolve("postgres"))) {
            List<Future<AccountStores>> opened =
                    nodes.stream().map(node -> open(node, server.url())).toList();
            List<AccountStores> stores = await(Future.all(opened)).list();

            NewUser user = TestPeople.anyone();
            await(stores.get(0).users().create(user));
            assertThat(await(
                            stores.get(STARTERS - 1).users().find(user.profile().id())))
                    .contains(user.profile());
            for (AccountStores one : stores) {
                await(one.close());
            }
        }
    }

    @Test
    void waitsForAServerThatComesLater() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder.resolve("postgres"))) {
            server.kill();
            Future<AccountStores> opened = open(nodes.get(0), server.url());
            server.restart();

            await(await(opened).close());
        }
    }

    private static Future<AccountStores> open(Vertx node, String url) {
        return SqlAccounts.openPostgres(node, PostgresSettings.parse(url), List.of(), Duration.ofMinutes(1));
    }
}
