package dev.parley.edge;

import dev.parley.config.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The paths of the edge: WebSocket, SockJS with all its transports, and SockJS's own script. WebSockets go past the router:
 * a session then keeps nothing of it, and can cut its channel.
 */
final class EdgeRoutes implements Handler<HttpServerRequest> {
    private static final Set<String> WEB_SOCKETS = Set.of("/ws", "/sockjs/websocket");
    private static final List<String> EMULATED =
            List.of("xhr", "xhr_send", "xhr_streaming", "eventsource", "htmlfile", "jsonp", "jsonp_send");
    private static final String SCRIPT = "META-INF/resources/webjars/sockjs-client/1.6.1/dist/sockjs.min.js";
    private static final String SCRIPT_PATH = "/sockjs.min.js";

    private final OriginRule origins;
    private final Consumer<Connection> onConnection;
    private final SockJsLoops loops;
    private final Router router;

    /** @param onConnection called on the context of the new connection */
    EdgeRoutes(Vertx vertx, Settings.Edge settings, Consumer<Connection> onConnection) {
        this.origins = new OriginRule(settings);
        this.onConnection = onConnection;
        this.loops = SockJsLoops.of(vertx);
        this.router = router(vertx);
    }

    @Override
    public void handle(HttpServerRequest request) {
        boolean webSocket = WEB_SOCKETS.contains(request.path());
        boolean ours = webSocket || request.path().startsWith("/sockjs/");
        if (ours && !origins.allow(request)) {
            request.response().setStatusCode(403).end();
        } else if (webSocket) {
            webSocket(request);
        } else {
            router.handle(request);
        }
    }

    private Router router(Vertx vertx) {
        Router routes = Router.router(vertx);
        routes.get(SCRIPT_PATH).handler(EdgeRoutes::script);
        routes.get("/sockjs/:server/:session/eventsource").handler(EdgeRoutes::readableByItsPage);
        routes.post("/sockjs/*").handler(BodyHandler.create(false).setBodyLimit(FrameSize.CARRIED_BYTES));
        EMULATED.forEach(transport ->
                routes.route("/sockjs/:server/:session/" + transport).handler(loops::handOver));
        routes.route("/sockjs/*").subRouter(sockJs(vertx));
        routes.errorHandler(
                413, request -> request.response().setStatusCode(413).end());
        return routes;
    }

    private Router sockJs(Vertx vertx) {
        SockJSHandlerOptions options =
                new SockJSHandlerOptions().setLibraryURL(SCRIPT_PATH).setInsertJSESSIONID(false);
        return SockJSHandler.create(vertx, options).socketHandler(socket -> SockJsLoops.open(socket, onConnection));
    }

    /** Vert.x says this for every transport but the one of {@code EventSource}. */
    private static void readableByItsPage(RoutingContext request) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        request.next();
    }

    private void webSocket(HttpServerRequest request) {
        if (request.canUpgradeToWebSocket()) {
            request.toWebSocket().onSuccess(socket -> onConnection.accept(new WebSocketConnection(socket)));
        } else {
            request.response()
                    .putHeader(HttpHeaders.UPGRADE, "websocket")
                    .setStatusCode(426)
                    .end();
        }
    }

    private static void script(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/javascript; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=86400")
                .sendFile(SCRIPT)
                .onFailure(request::fail);
    }
}
