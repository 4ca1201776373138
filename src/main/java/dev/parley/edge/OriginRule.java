package dev.parley.edge;

import dev.parley.config.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through what no page of another site sent: requests without an {@code Origin}, which come from no browser's script,
 * pages on the host of this edge, whatever their port, and the origins that the operator allows.
 */
final class OriginRule {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final Set<String> allowed;

    OriginRule(Settings.Edge settings) {
        this.host = plain(settings.url().getHost());
        this.allowed = Set.copyOf(settings.allowedOrigins());
    }

    /** Whether a request may be answered; what is answered depends on its origin, and says so to caches. */
    boolean allow(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || allows(origin);
    }

    boolean allows(String origin) {
        return allowed.contains(origin) || hostOf(origin).equals(Optional.of(host));
    }

    private static Optional<String> hostOf(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost()).map(OriginRule::plain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(lower) ? "localhost" : lower;
    }
}
