package dev.parley.boot;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.sql.PostgresSettings;
import dev.parley.accounts.sql.SqlAccounts;
import dev.parley.backup.Backups;
import dev.parley.backup.Part;
import dev.parley.bus.AccessTokens;
import dev.parley.config.Settings;
import dev.parley.limits.RateLimiter;
import dev.parley.limits.redis.RedisRateLimiter;
import dev.parley.limits.shared.SharedRateLimiter;
import dev.parley.metrics.Metrics;
import dev.parley.presence.PresenceStores;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.RevocationNews;
import dev.parley.sessions.SessionDirectory;
import dev.parley.sessions.redis.RedisPresenceBoard;
import dev.parley.sessions.redis.RedisRevocationNews;
import dev.parley.sessions.redis.RedisSessionDirectory;
import dev.parley.sessions.shared.SharedPresenceBoard;
import dev.parley.sessions.shared.SharedSessionDirectory;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStores;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.cassandra.CassandraStores;
import dev.parley.store.rocks.RocksStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Opens the stores that settings name, each of them measured. */
final class Stores {
    /** How long a store of its own that is not there is waited for. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longer than any access token lives. */
    private static final Duration REVOCATIONS_KEPT = AccessTokens.LIFETIME.multipliedBy(2);

    private final Settings.Stores settings;
    private final Metrics metrics;
    private final Backups backups;

    /** @param backups what is embedded becomes part of */
    Stores(Settings.Stores settings, Metrics metrics, Backups backups) {
        this.settings = settings;
        this.metrics = metrics;
        this.backups = backups;
    }

    /** Opens what presence shares. */
    Future<PresenceStores> presence(Vertx vertx) {
        String store = settings.sessions();
        Future<PresenceStores> opened = store.equals("shared")
                ? shared(vertx)
                : read("PARLEY_SESSIONS", store, RedisSettings::parse)
                        .compose(redis -> RedisLink.open(vertx, redis, PATIENCE))
                        .map(link -> new PresenceStores(
                                RedisSessionDirectory.on(link),
                                RedisPresenceBoard.on(link),
                                RedisRateLimiter.on(link),
                                Optional.of(RedisRevocationNews.on(link, REVOCATIONS_KEPT))));
        return opened.map(this::timed);
    }

    private PresenceStores timed(PresenceStores stores) {
        return new PresenceStores(
                metrics.timed(SessionDirectory.class, stores.directory(), "sessions"),
                metrics.timed(PresenceBoard.class, stores.board(), "presence"),
                metrics.timed(RateLimiter.class, stores.limits(), "limits"),
                stores.revocations().map(news -> metrics.timed(RevocationNews.class, news, "revocations")));
    }

    private static Future<PresenceStores> shared(Vertx vertx) {
        return SharedSessionDirectory.open(vertx)
                .compose(directory -> SharedPresenceBoard.open(vertx).compose(board -> SharedRateLimiter.open(vertx)
                        .map(limits -> new PresenceStores(directory, board, limits, Optional.empty()))));
    }

    /** Opens the account store. */
    Future<AccountStores> accounts(Vertx vertx) {
        String store = settings.accounts();
        Future<AccountStores> opened = pushes(settings)
                .compose(pushes -> store.equals("h2")
                        ? SqlAccounts.openH2(vertx, accounts(settings))
                        : read("PARLEY_ACCOUNTS", store, PostgresSettings::parse)
                                .compose(postgres -> SqlAccounts.openPostgres(vertx, postgres, pushes, PATIENCE)));
        return opened.onSuccess(stores -> stores.liveCopy().ifPresent(copy -> backups.include(Part.ACCOUNTS, copy)))
                .map(stores -> metrics.timed(AccountStores.class, stores, "accounts"));
    }

    /** The databases of the queue of pushes, none where it is among the accounts. Fails with what is wrong with them. */
    static Future<List<PostgresSettings>> pushes(Settings.Stores settings) {
        if (settings.pushes().equals("accounts")) {
            return Future.succeededFuture(List.of());
        }
        return read("PARLEY_PUSHES", settings.pushes(), urls -> {
            List<String> each = List.of(urls.strip().split("\\s+"));
            require(each.size() <= SqlAccounts.MOST_PUSH_DATABASES, "there are too many databases");
            require(!settings.accounts().equals("h2"), "it needs accounts in PostgreSQL (PARLEY_ACCOUNTS)");
            return each.stream().map(PostgresSettings::parse).toList();
        });
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** How long inboxes keep what is in them. */
    InboxLife inboxLife() {
        return inboxLife(settings);
    }

    static InboxLife inboxLife(Settings.Stores settings) {
        return new InboxLife(Duration.ofDays(settings.inboxDays()));
    }

    /** The folder of the embedded account store. */
    static Path accounts(Settings.Stores settings) {
        return settings.dataDir().resolve(Part.ACCOUNTS.folder());
    }

    /** The folder of the embedded message store. */
    static Path messages(Settings.Stores settings) {
        return settings.dataDir().resolve(Part.MESSAGES.folder());
    }

    /**
     * Opens the message store.
     *
     * @param clockMillis Unix time in milliseconds, by which it keeps deadlines
     */
    Future<MessageStores> messages(Vertx vertx, LongSupplier clockMillis) {
        String store = settings.messages();
        Future<MessageStores> opened = store.equals("rocksdb")
                ? RocksStores.open(vertx, messages(settings), inboxLife(), clockMillis, metrics.groups())
                : read("PARLEY_MESSAGES", store, CassandraSettings::parse)
                        .compose(cassandra -> CassandraStores.open(vertx, cassandra, inboxLife(), clockMillis));
        return opened.onSuccess(stores -> stores.liveCopy().ifPresent(copy -> backups.include(Part.MESSAGES, copy)))
                .map(stores -> metrics.timed(MessageStores.class, stores, "messages"));
    }

    /** Reads the URL of a store, and names its setting where that fails: the message does not hold the URL. */
    static <T> Future<T> read(String setting, String url, Function<String, T> parse) {
        try {
            return Future.succeededFuture(parse.apply(url));
        } catch (IllegalArgumentException unusable) {
            return Future.failedFuture(new CannotStart(setting + " cannot be used: " + unusable.getMessage()));
        }
    }
}
