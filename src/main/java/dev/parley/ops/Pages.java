package dev.parley.ops;

import dev.parley.config.Settings;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/**
 * Which web pages may ask: those that this port serves, opened by an address, {@code localhost} or a name that was set. A page
 * of somebody else's is told apart by its {@code Origin}, and one whose name was made to point here (DNS rebinding) by the
 * name: it cannot have an address for a name.
 */
record Pages(Settings.Ops settings) {
    /** Whether a browser may show the console; wherever the link was that leads to it. */
    boolean mayOpen(HttpServerRequest request) {
        return isNamedWell(request);
    }

    /** Whether the console may have what it asks for. */
    boolean mayRead(HttpServerRequest request) {
        return isNamedWell(request) && isSameSite(request);
    }

    /** Whether something may be done: what no browser sends, or the console itself. */
    boolean mayAct(HttpServerRequest request) {
        return origin(request).isEmpty()
                ? isSameSite(request)
                : mayRead(request) && isOfThisHost(origin(request).get(), request);
    }

    private boolean isNamedWell(HttpServerRequest request) {
        return Optional.ofNullable(request.authority())
                .map(HostAndPort::host)
                .filter(host -> isAddress(host) || isOurs(host))
                .isPresent();
    }

    private boolean isOurs(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equalsIgnoreCase(settings.host())
                || settings.names().stream().anyMatch(host::equalsIgnoreCase);
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host.replaceAll("[\\[\\]]", ""));
    }

    /** Browsers that say whose request it is say so truly; {@code none} is a person's. */
    private static boolean isSameSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    /** Its scheme may be another where something before this port ends TLS. */
    private static boolean isOfThisHost(String origin, HttpServerRequest request) {
        return origin.replaceFirst("^https?://", "").equals(request.authority().toString());
    }

    private static Optional<String> origin(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Origin"));
    }
}
