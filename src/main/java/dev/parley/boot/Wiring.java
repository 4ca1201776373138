package dev.parley.boot;

import dev.parley.accounts.AccountsVerticle;
import dev.parley.api.ApiVerticle;
import dev.parley.backup.Backups;
import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.edge.EdgeVerticle;
import dev.parley.metrics.Metrics;
import dev.parley.node.NodeVerticle;
import dev.parley.notification.NotificationVerticle;
import dev.parley.ops.OpsVerticle;
import dev.parley.ops.Subject;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.presence.PresenceVerticle;
import dev.parley.router.RouterVerticle;
import io.vertx.core.Deployable;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Gives every verticle what it works with: the only place that knows all of them. */
final class Wiring {
    private final Bus bus;
    private final Settings settings;
    private final Stores stores;
    private final Metrics metrics;
    private final NodeVerticle node;
    private final Subject subject;

    /**
     * @param backups what stores of this process become part of
     * @param subject what operators are told of this process
     */
    Wiring(Bus bus, Settings settings, Metrics metrics, Backups backups, NodeVerticle node, Subject subject) {
        this.bus = bus;
        this.settings = settings;
        this.metrics = metrics;
        this.stores = new Stores(settings.stores(), metrics, backups);
        this.node = node;
        this.subject = subject;
    }

    /** Makes instances of a verticle. */
    Supplier<Deployable> of(VerticleName name) {
        return switch (name) {
            case OPS -> () -> new OpsVerticle(bus, settings.ops(), subject);
            case PERSISTENCE ->
                () -> new PersistenceVerticle(bus, stores::messages, stores.inboxLife(), System::currentTimeMillis);
            case PRESENCE -> () -> new PresenceVerticle(bus, stores::presence);
            case NODE -> () -> node;
            case ROUTER -> () -> new RouterVerticle(bus, settings.chat(), settings.rateLimits());
            case NOTIFICATION -> this::notification;
            case ACCOUNTS -> this::accounts;
            case API -> () -> new ApiVerticle(bus, settings, node.node());
            case EDGE -> () -> new EdgeVerticle(bus, settings.edge(), node.node(), settings.rateLimits());
        };
    }

    private NotificationVerticle notification() {
        InstantSource clock = InstantSource.system();
        PushChannels channels = new PushChannels(settings.push(), clock);
        return new NotificationVerticle(bus, settings.push(), channels::open, metrics.pushes(), clock);
    }

    private AccountsVerticle accounts() {
        return new AccountsVerticle(
                bus,
                stores::accounts,
                settings.argon2(),
                settings.jwtKeyFile(),
                new ClockIds(node),
                InstantSource.system());
    }
}
