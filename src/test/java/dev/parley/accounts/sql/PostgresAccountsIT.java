package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.AccountStoresContract;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, held to the contracts of all ports. */
final class PostgresAccountsIT implements AccountStoresContract {
    /** Locks are taken in one order, so the server never has to break a circle. */
    private static final String NO_DEADLOCKS =
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_stat_database WHERE deadlocks > 0)"
                    + " THEN RAISE EXCEPTION 'there was a deadlock'; END IF; END $$";

    private static final Vertx VERTX = Vertx.vertx();
    private static PostgresServer server;
    private static AccountStores stores;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        server = PostgresServer.start(folder.resolve("postgres"));
        stores = await(SqlAccounts.openPostgres(
                VERTX, PostgresSettings.parse(server.url()), List.of(), Duration.ofSeconds(20)));
    }

    @AfterAll
    static void close() throws Exception {
        await(stores.close());
        await(VERTX.close());
        server.execute(NO_DEADLOCKS);
        server.close();
    }

    @Override
    public AccountStores stores() {
        return stores;
    }
}
