package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.AccountArchiveContract;
import dev.parley.accounts.AccountStores;
import dev.parley.archive.Archive;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by PostgreSQL. */
class PostgresArchiveIT implements AccountArchiveContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static PostgresServer server;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void start() {
        server = PostgresServer.start(folder.resolve("postgres"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        for (String name : new String[] {"one", "other"}) {
            server.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            server.execute("CREATE DATABASE " + name);
        }
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Override
    public Future<AccountStores> openStores() {
        return SqlAccounts.openPostgres(vertx, settings("one"), List.of(), PATIENCE);
    }

    @Override
    public Future<Archive> openArchive() {
        return SqlAccounts.archivePostgres(vertx, settings("one"), PATIENCE);
    }

    @Override
    public Future<Archive> openOtherArchive() {
        return SqlAccounts.archivePostgres(vertx, settings("other"), PATIENCE);
    }

    @Override
    public Future<AccountStores> openOtherStores() {
        return SqlAccounts.openPostgres(vertx, settings("other"), List.of(), PATIENCE);
    }

    private static PostgresSettings settings(String database) {
        return PostgresSettings.parse("postgresql://postgres@127.0.0.1:" + server.port() + "/" + database);
    }
}
