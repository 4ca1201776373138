package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountArchiveContract;
import dev.parley.accounts.AccountStores;
import dev.parley.archive.Archive;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by H2. */
class H2ArchiveTest implements AccountArchiveContract {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    /** A column that is added to the schema and forgotten here would be lost by every move. */
    @Test
    void hasEveryColumnOfEveryTable() throws Exception {
        await(await(openStores()).close());
        Database database = new H2File(folder.resolve("one")).connect(vertx);
        Set<String> inDatabase = await(database.read(client -> client.query(
                        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
                                + " AND table_name NOT IN ('imports', 'standing_changes', 'flyway_schema_history')")
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> row.getString(0) + "." + row.getString(1))
                        .collect(Collectors.toSet()))));
        await(database.close());

        assertThat(SqlTable.ALL)
                .flatMap(table -> table.columns().stream()
                        .map(column -> table.name() + "." + column.name())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(inDatabase);
    }

    @Override
    public Future<AccountStores> openStores() {
        return SqlAccounts.openH2(vertx, folder.resolve("one"));
    }

    @Override
    public Future<Archive> openArchive() {
        return SqlAccounts.archiveH2(vertx, folder.resolve("one"));
    }

    @Override
    public Future<Archive> openOtherArchive() {
        return SqlAccounts.archiveH2(vertx, folder.resolve("other"));
    }

    @Override
    public Future<AccountStores> openOtherStores() {
        return SqlAccounts.openH2(vertx, folder.resolve("other"));
    }
}
