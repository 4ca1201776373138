package dev.parley.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;

/** Serves the files of the web client, which may load and reach nothing but this server and its edge. */
final class WebClient {
    private static final String FOLDER = "web";
    private static final String ALL_BUT_API = "/(?!api(/|$)).*";
    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD);

    private final String policy;

    WebClient(Edges edges) {
        this.policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + edges.origin(),
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self' " + edges.origin() + " " + edges.webSocketOrigin(),
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    void mount(Router router) {
        router.routeWithRegex(ALL_BUT_API)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::headers)
                .handler(StaticHandler.create(FOLDER).setEnableRangeSupport(false));
        router.routeWithRegex(ALL_BUT_API).handler(this::refuse);
    }

    /** Files are kept but asked about each time, so that a new release is seen at once. */
    private void headers(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(SecurityHeaders.POLICY, policy);
        context.next();
    }

    private void refuse(RoutingContext context) {
        if (METHODS.contains(context.request().method())) {
            context.fail(404);
        } else {
            new OtherMethods(METHODS).handle(context);
        }
    }
}
