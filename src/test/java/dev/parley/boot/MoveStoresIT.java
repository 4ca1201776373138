package dev.parley.boot;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountStores;
import dev.parley.config.Settings;
import dev.parley.config.SettingsLoader;
import dev.parley.metrics.Metrics;
import dev.parley.servers.PostgresServer;
import dev.parley.store.MessageStore;
import dev.parley.store.MessageStores;
import dev.parley.store.cassandra.TestKeyspace;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves ten thousand messages from the embedded stores to the real ones, and back. */
class MoveStoresIT {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    /** What is done with the stores of a place. */
    private interface Use {
        void of(AccountStores accounts, MessageStore messages) throws Exception;
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void everythingIsTheSameThereAndBackAgain() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"))) {
            Map<String, String> first = embedded("first");
            Map<String, String> real = real(postgres);
            Map<String, String> second = embedded("second");
            Town town = new Town();
            in(first, town::settle);
            Sight before = sight(town, first);

            List<String> there = move(first, real, "there.gz");
            assertThat(sight(town, real)).isEqualTo(before);

            List<String> back = move(real, second, "back.gz");
            assertThat(sight(town, second)).isEqualTo(before);
            assertThat(there).hasSizeGreaterThan(4 * Town.MESSAGES);
            assertThat(back.stream().sorted().toList())
                    .isEqualTo(there.stream().sorted().toList());
        }
    }

    private Map<String, String> embedded(String name) {
        return Map.of("PARLEY_DATA_DIR", folder.resolve(name).toString());
    }

    private Map<String, String> real(PostgresServer postgres) throws Exception {
        return Map.of(
                "PARLEY_DATA_DIR", folder.resolve("none").toString(),
                "PARLEY_ACCOUNTS", postgres.url(),
                "PARLEY_MESSAGES", TestKeyspace.emptyUrl());
    }

    private Sight sight(Town town, Map<String, String> place) throws Exception {
        AtomicReference<Sight> sight = new AtomicReference<>();
        in(place, (accounts, messages) -> sight.set(Sight.of(town, accounts, messages)));
        return sight.get();
    }

    private void in(Map<String, String> place, Use use) throws Exception {
        Settings settings = SettingsLoader.load(new JsonObject(), place);
        Stores stores = new Stores(settings.stores(), new Metrics(), Startup.backups(vertx, settings));
        AccountStores accounts = await(stores.accounts(vertx));
        MessageStores messages = await(stores.messages(vertx, System::currentTimeMillis));
        try {
            use.of(accounts, messages.messages());
        } finally {
            await(messages.close());
            await(accounts.close());
        }
    }

    /** Moves all, and returns the records that were moved. */
    private List<String> move(Map<String, String> from, Map<String, String> to, String name) throws IOException {
        String file = folder.resolve(name).toString();
        assertThat(ArchiveCommand.of(new String[] {"export", file}, from).run()).isZero();
        assertThat(ArchiveCommand.of(new String[] {"import", file}, to).run()).isZero();
        try (InputStream lines = new GZIPInputStream(Files.newInputStream(Path.of(file)))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("{\"table\""))
                    .toList();
        }
    }
}
