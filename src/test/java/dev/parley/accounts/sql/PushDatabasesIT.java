package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.accounts.AccountStores;
import dev.parley.accounts.PushQueue.Entry;
import dev.parley.accounts.PushQueue.Wanted;
import dev.parley.accounts.PushStoreContract;
import dev.parley.bus.PushService.Parcel;
import dev.parley.model.DeviceId;
import dev.parley.servers.PostgresServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue of pushes, divided among databases of its own. */
final class PushDatabasesIT implements PushStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PHONES = 24;

    private static final Vertx VERTX = Vertx.vertx();
    private static PostgresServer server;
    private static AccountStores stores;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        server = PostgresServer.start(folder.resolve("postgres"));
        Stream.of("one", "two").forEach(name -> server.execute("CREATE DATABASE " + name));
        stores = await(SqlAccounts.openPostgres(
                VERTX, PostgresSettings.parse(server.url()), List.of(database("one"), database("two")), PATIENCE));
    }

    @AfterAll
    static void close() throws Exception {
        await(stores.close());
        await(VERTX.close());
        server.close();
    }

    private static PostgresSettings database(String name) {
        return PostgresSettings.parse(server.url().replaceFirst("/[^/]*$", "/" + name));
    }

    @Override
    public AccountStores stores() {
        return stores;
    }

    @Test
    void queuesInEachOfThemAndNothingMoreAmongTheAccounts() throws Exception {
        List<Phone> phones = phones();
        add(phones);
        assertThat(due("one") + due("two")).isEqualTo(PHONES);
        assertThat(due("one")).isBetween(1L, PHONES - 1L);
        assertThat(due("postgres")).isZero();
        settleAll(claim(PHONES));
    }

    @Test
    void handsOutWhatWasQueuedAmongTheAccountsBefore() throws Exception {
        List<Phone> phones = phones();
        AccountStores before =
                await(SqlAccounts.openPostgres(VERTX, PostgresSettings.parse(server.url()), List.of(), PATIENCE));
        await(before.pushes().add(entries(phones), PUSH_NOW, END));
        await(before.close());
        List<Parcel> parcels = claim(PHONES);
        assertThat(devices(parcels))
                .isEqualTo(phones.stream()
                        .map(phone -> phone.registration().device())
                        .collect(Collectors.toSet()));
        settleAll(parcels);
        assertThat(claim(PHONES)).isEmpty();
    }

    @Test
    void theOthersGoOnWhileOneIsAway() throws Exception {
        List<Phone> phones = phones();
        add(phones);
        server.execute("ALTER DATABASE two ALLOW_CONNECTIONS false");
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'two'");
        List<Parcel> some = claim(PHONES);
        server.execute("ALTER DATABASE two ALLOW_CONNECTIONS true");
        assertThat(some).isNotEmpty().hasSizeLessThan(PHONES);
        settleAll(some);
        List<Parcel> rest = new ArrayList<>();
        Eventually.holds("the one that was away is asked again", () -> {
            rest.addAll(claim(PHONES));
            return some.size() + rest.size() == PHONES;
        });
        settleAll(rest);
    }

    private static long due(String name) throws Exception {
        Database database = new Postgres(database(name), Schema.PUSHES).connect(VERTX);
        long due = await(database.read(client ->
                        Sql.row(client, "SELECT COUNT(*) AS due FROM pushes WHERE due_at IS NOT NULL", Map.of())))
                .orElseThrow()
                .getLong("due");
        await(database.close());
        return due;
    }

    private List<Phone> phones() throws Exception {
        return Stream.generate(this::newPhone).limit(PHONES).toList();
    }

    private Phone newPhone() {
        try {
            return phone();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Entry> entries(List<Phone> phones) {
        return phones.stream()
                .map(phone -> PushStoreContract.entry(phone, PushStoreContract.chat(), PUSH_NOW))
                .toList();
    }

    private static void add(List<Phone> phones) throws Exception {
        assertThat(await(stores.pushes().add(entries(phones), PUSH_NOW, END))).isEqualTo(phones.size());
    }

    private static Set<DeviceId> devices(List<Parcel> parcels) {
        return parcels.stream().map(Parcel::device).collect(Collectors.toSet());
    }

    private static List<Parcel> claim(int most) throws Exception {
        return await(stores.pushes().claim(new Wanted(PUSH_NOW, most, Set.of(), LEASED)));
    }
}
