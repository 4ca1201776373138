package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.AccountStoresContract;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** H2 in a file, held to the contracts of all ports. */
final class H2AccountsTest implements AccountStoresContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static AccountStores stores;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        stores = await(SqlAccounts.openH2(VERTX, folder));
    }

    @AfterAll
    static void close() throws Exception {
        await(stores.close());
        await(VERTX.close());
    }

    @Override
    public AccountStores stores() {
        return stores;
    }
}
