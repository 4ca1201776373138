package dev.parley.api;

import dev.parley.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** The edge that a client is to connect to: the one of this process's settings. */
final class Edges implements Resource {
    private final URI url;
    private final String region;

    Edges(Settings settings) {
        this.url = settings.edge().url();
        this.region = settings.region();
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/edge", call -> Future.succeededFuture(Answer.ok(recommended())));
    }

    /** The addresses of the recommended edge. */
    JsonObject recommended() {
        return new JsonObject()
                .put("url", base())
                .put("websocket", webSocketUrl() + "/ws")
                .put("sockjs", base() + "/sockjs")
                .put("region", region);
    }

    /** Where pages may load the SockJS script from and connect to, by HTTP. */
    String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** The same for WebSockets. */
    String webSocketOrigin() {
        return origin().replaceFirst("^http", "ws");
    }

    /** Whether clients come over TLS; a page that does can reach no other edge. */
    boolean overTls() {
        return url.getScheme().equals("https");
    }

    private String webSocketUrl() {
        return base().replaceFirst("^http", "ws");
    }

    private String base() {
        return url.toString().replaceFirst("/+$", "");
    }
}
