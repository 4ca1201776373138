package dev.parley.boot;

import dev.parley.accounts.sql.PostgresSettings;
import dev.parley.accounts.sql.SqlAccounts;
import dev.parley.archive.Archive;
import dev.parley.config.Settings;
import dev.parley.store.InboxLife;
import dev.parley.store.cassandra.CassandraArchive;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.rocks.RocksArchive;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** Opens the stores that settings name, to be exported or imported into. */
final class Archives {
    private final Settings.Stores settings;

    Archives(Settings.Stores settings) {
        this.settings = settings;
    }

    /** What opens each of them, in the order in which they are written: people before what they say. */
    List<Function<Vertx, Future<Archive>>> openers() {
        return List.of(this::accounts, this::messages);
    }

    private Future<Archive> accounts(Vertx vertx) {
        String store = settings.accounts();
        return store.equals("h2")
                ? SqlAccounts.archiveH2(vertx, Stores.accounts(settings))
                : Stores.read("PARLEY_ACCOUNTS", store, PostgresSettings::parse)
                        .compose(postgres -> SqlAccounts.archivePostgres(vertx, postgres, Stores.PATIENCE));
    }

    private Future<Archive> messages(Vertx vertx) {
        String store = settings.messages();
        InboxLife life = Stores.inboxLife(settings);
        return store.equals("rocksdb")
                ? RocksArchive.open(vertx, Stores.messages(settings), life)
                : Stores.read("PARLEY_MESSAGES", store, CassandraSettings::parse)
                        .compose(cassandra -> CassandraArchive.open(vertx, cassandra, life));
    }
}
