package dev.parley.api;

import dev.parley.bus.EdgeService.Standing;
import dev.parley.config.Settings;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.node.EdgeBoard;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The edge that a client is to connect to: near, with room, and not about to go. While none has told of itself, as shortly
 * after the start, it is the one of this process's settings.
 */
final class Edges implements Resource {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final URI url;
    private final String region;
    private final EdgeBoard board;

    Edges(Settings settings, EdgeBoard board) {
        this.url = settings.edge().url();
        this.region = settings.region();
        this.board = board;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/edge", call -> find().map(Answer::ok));
    }

    /** The addresses of the recommended edge; of one of the settings when none takes more in: it will say so itself. */
    JsonObject recommended() {
        return board.recommend().map(Edges::addresses).orElseGet(() -> addresses(url, region));
    }

    /** Where pages may load the SockJS script from and connect to, by HTTP. */
    Set<String> origins() {
        return Stream.concat(Stream.of(url), board.urls().stream())
                .map(edge -> edge.getScheme() + "://" + edge.getRawAuthority())
                .collect(Collectors.toSet());
    }

    /** Whether clients come over TLS; a page that does can reach no other edge. */
    boolean overTls() {
        return url.getScheme().equals("https");
    }

    private Future<JsonObject> find() {
        boolean closed = !board.urls().isEmpty();
        return board.recommend()
                .map(edge -> Future.succeededFuture(addresses(edge)))
                .orElseGet(() -> closed ? Future.failedFuture(full()) : Future.succeededFuture(addresses(url, region)));
    }

    private static Failure full() {
        return Failure.of(FailureCode.UNAVAILABLE, "no edge takes more clients").retryAfter(PAUSE);
    }

    private static JsonObject addresses(Standing edge) {
        return addresses(edge.url(), edge.region());
    }

    private static JsonObject addresses(URI url, String region) {
        String base = url.toString().replaceFirst("/+$", "");
        return new JsonObject()
                .put("url", base)
                .put("websocket", base.replaceFirst("^http", "ws") + "/ws")
                .put("sockjs", base + "/sockjs")
                .put("region", region);
    }
}
