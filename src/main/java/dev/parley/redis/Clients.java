package dev.parley.redis;

import dev.parley.redis.RedisSettings.Mode;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;

/** Makes clients of the settings. */
final class Clients {
    private static final int CONNECT_MILLIS = 1_000;
    /** A server that says nothing for so long has gone without closing; an idle connection is cheap to open again. */
    private static final int SILENCE_MILLIS = 5_000;

    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_WAITING = 64;

    private Clients() {}

    /** @param mostUnanswered how many commands may wait for their replies on one connection */
    static Redis client(Vertx vertx, RedisSettings settings, int mostUnanswered) {
        RedisOptions options = new RedisOptions()
                .setType(type(settings.mode()))
                .setNetClientOptions(net(settings))
                .setPoolName("redis")
                .setMetricsName("redis")
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxPoolWaiting(MOST_WAITING)
                .setMaxWaitingHandlers(mostUnanswered);
        settings.hosts().forEach(host -> options.addConnectionString(endpoint(settings, host)));
        settings.user().ifPresent(options::setUser);
        settings.password().ifPresent(options::setPassword);
        settings.master().ifPresent(options::setMasterName);
        return Redis.createClient(vertx, options);
    }

    private static NetClientOptions net(RedisSettings settings) {
        NetClientOptions net = new NetClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadIdleTimeout(SILENCE_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSsl(settings.tls())
                .setHostnameVerificationAlgorithm("HTTPS");
        settings.authority().ifPresent(file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return net;
    }

    /** Credentials are not in it: clients write endpoints into logs. */
    private static String endpoint(RedisSettings settings, String host) {
        String scheme = settings.tls() ? "rediss://" : "redis://";
        return scheme + host + (settings.database() == 0 ? "" : "/" + settings.database());
    }

    private static RedisClientType type(Mode mode) {
        return switch (mode) {
            case SINGLE -> RedisClientType.STANDALONE;
            case SENTINEL -> RedisClientType.SENTINEL;
            case CLUSTER -> RedisClientType.CLUSTER;
        };
    }
}
