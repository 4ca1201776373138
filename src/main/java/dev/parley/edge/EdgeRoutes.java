package dev.parley.edge;

import dev.parley.config.Settings;
import dev.parley.node.Node;
import io.netty.handler.codec.http.HttpHeaderNames;
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
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The paths of the edge: WebSocket, at each {@link Door} SockJS with all its transports, and SockJS's own script. Plain WebSockets go past the router:
 * a session then keeps nothing of it.
 */
final class EdgeRoutes implements Handler<HttpServerRequest> {
    /** Of RFC 6455; Netty takes the drafts before it, too. */
    private static final String VERSION = "13";

    private static final List<String> RECEIVING = List.of("xhr", "xhr_streaming", "eventsource", "htmlfile", "jsonp");
    private static final List<String> SENDING = List.of("xhr_send", "jsonp_send");
    /** What {@link BodyHandler} fails with when a client is gone before its body is here. */
    private static final int HUNG_UP = 200;

    private static final String SCRIPT = "META-INF/resources/webjars/sockjs-client/1.6.1/dist/sockjs.min.js";
    private static final String SCRIPT_PATH = "/sockjs.min.js";

    private final OriginRule origins;
    private final Node node;
    private final Full full;
    private final BiConsumer<Door, Connection> onConnection;
    private final SockJsLoops loops;
    private final Router router;

    /** @param onConnection called on the context of the new connection */
    EdgeRoutes(Vertx vertx, Settings.Edge settings, Node node, BiConsumer<Door, Connection> onConnection) {
        this.origins = new OriginRule(settings);
        this.node = node;
        this.full = new Full(node);
        this.onConnection = onConnection;
        this.loops = SockJsLoops.of(vertx);
        this.router = router(vertx);
    }

    @Override
    public void handle(HttpServerRequest request) {
        Optional<Door> door = Door.at(request.path());
        if (door.isPresent() && !origins.allow(request)) {
            request.response().setStatusCode(403).end();
            return;
        }
        if (door.isPresent() && full.refuses(request)) {
            full.answer(request.response());
            return;
        }
        door.filter(found -> found.isRawAt(request.path()))
                .ifPresentOrElse(found -> webSocket(found, request, socket -> socket), () -> router.handle(request));
    }

    private Router router(Vertx vertx) {
        Router routes = Router.router(vertx);
        routes.route().handler(EdgeRoutes::asItSays);
        routes.get(SCRIPT_PATH).handler(EdgeRoutes::script);
        for (Door door : Door.values()) {
            sockJs(vertx, routes, door);
        }
        List.of(400, 413)
                .forEach(status -> routes.errorHandler(
                        status,
                        request -> request.response().setStatusCode(status).end()));
        routes.errorHandler(HUNG_UP, request -> {});
        return routes;
    }

    private void sockJs(Vertx vertx, Router routes, Door door) {
        String session = door.path() + "/:server/:session/";
        routes.get(session + "eventsource").handler(EdgeRoutes::readableByItsPage);
        routes.post(door.path() + "/*").handler(BodyHandler.create(false).setBodyLimit(FrameSize.CARRIED_BYTES));
        RECEIVING.forEach(transport -> routes.route(session + transport)
                .handler(EdgeRoutes::onItsLastRequest)
                .handler(this::unlessItMayNotBegin)
                .handler(loops::handOver));
        SENDING.forEach(transport ->
                routes.route(session + transport).handler(new SockJsPosts()).handler(loops::handOver));
        routes.get(session + "websocket")
                .handler(request -> webSocket(door, request.request(), socket -> new SockJsWebSocket(vertx, socket)));
        routes.route(door.path() + "/*").subRouter(sockJs(vertx, door));
    }

    private Router sockJs(Vertx vertx, Door door) {
        SockJSHandlerOptions options =
                new SockJSHandlerOptions().setLibraryURL(SCRIPT_PATH).setInsertJSESSIONID(false);
        return SockJSHandler.create(vertx, options).socketHandler(socket -> loops.open(socket, door, node.callers()));
    }

    /** A poll for a socket that is not there opens it. */
    private void unlessItMayNotBegin(RoutingContext request) {
        boolean mayGoOn = loops.knows(request)
                || (node.edge().isOpen()
                        && node.callers().hasRoom(request.request().remoteAddress()));
        if (mayGoOn) {
            request.next();
        } else {
            full.answer(request.response());
        }
    }

    /**
     * Says what Vert.x does and does not say: it cuts the connection after a response that carried frames. A browser that
     * is not told sends its next poll there, where it may open a listener, and then, cut off, once more elsewhere, where it is
     * told that another connection is still open (vertx-web issue 2862).
     */
    private static void onItsLastRequest(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.next();
    }

    /** Vert.x says this for every transport but the one of {@code EventSource}. */
    private static void readableByItsPage(RoutingContext request) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        request.next();
    }

    private void webSocket(Door door, HttpServerRequest request, Function<WebSocketConnection, Connection> carried) {
        if (VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && request.canUpgradeToWebSocket()) {
            request.toWebSocket()
                    .map(upgraded -> carried.apply(WebSocketConnection.of(request.connection())))
                    .onSuccess(connection -> onConnection.accept(door, connection));
        } else {
            request.response()
                    .putHeader(HttpHeaders.UPGRADE, "websocket")
                    .putHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION)
                    .setStatusCode(426)
                    .end();
        }
    }

    /** No browser is to take it for anything else than it is said to be. */
    private static void asItSays(RoutingContext request) {
        request.response().putHeader("X-Content-Type-Options", "nosniff");
        request.next();
    }

    private static void script(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/javascript; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=86400")
                .sendFile(SCRIPT)
                .onFailure(request::fail);
    }
}
