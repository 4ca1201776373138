package dev.parley.boot;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.AccountsVerticle;
import dev.parley.accounts.sql.PostgresSettings;
import dev.parley.accounts.sql.SqlAccounts;
import dev.parley.api.ApiVerticle;
import dev.parley.bus.AccessTokens;
import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.edge.EdgeVerticle;
import dev.parley.limits.redis.RedisRateLimiter;
import dev.parley.limits.shared.SharedRateLimiter;
import dev.parley.node.NodeVerticle;
import dev.parley.ops.OpsVerticle;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.presence.PresenceStores;
import dev.parley.presence.PresenceVerticle;
import dev.parley.redis.RedisLink;
import dev.parley.redis.RedisSettings;
import dev.parley.router.RouterVerticle;
import dev.parley.sessions.redis.RedisRevocationNews;
import dev.parley.sessions.redis.RedisSessionDirectory;
import dev.parley.sessions.shared.SharedSessionDirectory;
import dev.parley.store.InboxLife;
import dev.parley.store.MessageStore;
import dev.parley.store.cassandra.CassandraMessageStore;
import dev.parley.store.cassandra.CassandraSettings;
import dev.parley.store.rocks.RocksMessageStore;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Gives every verticle what it works with: the only place that knows all of them. */
final class Wiring {
    /** How long a store of its own that is not there is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longer than any access token lives. */
    private static final Duration REVOCATIONS_KEPT = AccessTokens.LIFETIME.multipliedBy(2);

    private final Bus bus;
    private final Settings settings;
    private final NodeVerticle node;
    private final ReadinessChecks checks;

    Wiring(Bus bus, Settings settings, NodeVerticle node, ReadinessChecks checks) {
        this.bus = bus;
        this.settings = settings;
        this.node = node;
        this.checks = checks;
    }

    /** Makes instances of a verticle. */
    Supplier<Deployable> of(VerticleName name) {
        return switch (name) {
            case OPS -> () -> new OpsVerticle(settings.ops(), checks.all());
            case PERSISTENCE ->
                () -> new PersistenceVerticle(bus, this::openMessages, inboxLife(), System::currentTimeMillis);
            case PRESENCE -> () -> new PresenceVerticle(bus, this::openSessions);
            case NODE -> () -> node;
            case ROUTER -> () -> new RouterVerticle(bus);
            case ACCOUNTS -> this::accounts;
            case API -> () -> new ApiVerticle(bus, settings, node.node());
            case EDGE -> () -> new EdgeVerticle(bus, settings.edge(), node.node(), settings.rateLimits());
        };
    }

    private AccountsVerticle accounts() {
        return new AccountsVerticle(
                bus, this::openAccounts, settings.argon2(), settings.jwtKeyFile(), this::newId, InstantSource.system());
    }

    private long newId() {
        return node.node().clock().next().value();
    }

    private Future<PresenceStores> openSessions(Vertx vertx) {
        String store = settings.stores().sessions();
        return store.equals("shared")
                ? shared(vertx)
                : read("PARLEY_SESSIONS", store, RedisSettings::parse)
                        .compose(redis -> RedisLink.open(vertx, redis, PATIENCE))
                        .map(link -> new PresenceStores(
                                RedisSessionDirectory.on(link),
                                RedisRateLimiter.on(link),
                                Optional.of(RedisRevocationNews.on(link, REVOCATIONS_KEPT))));
    }

    private static Future<PresenceStores> shared(Vertx vertx) {
        return SharedSessionDirectory.open(vertx).compose(directory -> SharedRateLimiter.open(vertx)
                .map(limits -> new PresenceStores(directory, limits, Optional.empty())));
    }

    private Future<AccountStores> openAccounts(Vertx vertx) {
        String store = settings.stores().accounts();
        return store.equals("h2")
                ? SqlAccounts.openH2(vertx, settings.stores().dataDir().resolve("accounts"))
                : read("PARLEY_ACCOUNTS", store, PostgresSettings::parse)
                        .compose(postgres -> SqlAccounts.openPostgres(vertx, postgres, PATIENCE));
    }

    private InboxLife inboxLife() {
        return new InboxLife(Duration.ofDays(settings.stores().inboxDays()));
    }

    private Future<MessageStore> openMessages(Vertx vertx, LongSupplier clockMillis) {
        String store = settings.stores().messages();
        return store.equals("rocksdb")
                ? RocksMessageStore.open(
                        vertx, settings.stores().dataDir().resolve("messages"), inboxLife(), clockMillis)
                : read("PARLEY_MESSAGES", store, CassandraSettings::parse)
                        .compose(cassandra -> CassandraMessageStore.open(vertx, cassandra, inboxLife(), clockMillis));
    }

    /** Reads the URL of a store, and names its setting where that fails: the message does not hold the URL. */
    private static <T> Future<T> read(String setting, String url, Function<String, T> parse) {
        try {
            return Future.succeededFuture(parse.apply(url));
        } catch (IllegalArgumentException unusable) {
            return Future.failedFuture(new CannotStart(setting + " cannot be used: " + unusable.getMessage()));
        }
    }
}
