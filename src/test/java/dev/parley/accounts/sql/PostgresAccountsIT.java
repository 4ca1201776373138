package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.AccountStoresContract;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, held to the contracts of all ports. */
final class PostgresAccountsIT implements AccountStoresContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static PostgresServer server;
    private static AccountStores stores;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        server = PostgresServer.start(folder.resolve("postgres"));
        stores = await(SqlAccounts.openPostgres(VERTX, PostgresSettings.parse(server.url()), Duration.ofSeconds(20)));
    }

    @AfterAll
    static void close() throws Exception {
        await(stores.close());
        await(VERTX.close());
        server.close();
    }

    @Override
    public AccountStores stores() {
        return stores;
    }
}
