package dev.parley.api;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Serves the web client and the page of the contract, which may load and reach nothing but this server and the edges. */
final class WebClient {
    private static final String ALL_BUT_API = "/(?!api(/|$)).*";
    private static final Map<String, String> PAGES = Map.of("", "index.html", "docs", "docs.html");
    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<String, WebFile> files;
    private final Edges edges;

    /** @param files by path */
    WebClient(Edges edges, Map<String, WebFile> files) {
        this.files = files;
        this.edges = edges;
    }

    void mount(Router router) {
        router.routeWithRegex(ALL_BUT_API)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::serve);
        router.routeWithRegex(ALL_BUT_API).handler(new OtherMethods(METHODS));
    }

    private void serve(RoutingContext context) {
        String path = context.request().path().substring(1);
        Optional.ofNullable(files.get(PAGES.getOrDefault(path, path)))
                .ifPresentOrElse(file -> serve(file, context.request()), () -> context.fail(404));
    }

    private void serve(WebFile file, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        headers(file, response.headers());
        if (file.tag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            body(file, request);
        }
    }

    /** The page is asked about each time, so that a new release is seen at once; what it names never changes. */
    private void headers(WebFile file, MultiMap headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? "public, max-age=31536000, immutable" : "no-cache");
        headers.set(HttpHeaders.ETAG, file.tag());
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.set(SecurityHeaders.POLICY, policy());
    }

    private String policy() {
        String http = String.join(" ", new TreeSet<>(edges.origins()));
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + http,
                "style-src 'self'",
                "img-src 'self' data: https:",
                "connect-src 'self' " + http + " " + http.replaceAll("(^| )http", "$1ws"),
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    private static void body(WebFile file, HttpServerRequest request) {
        HttpServerResponse response = request.response().putHeader(HttpHeaders.CONTENT_TYPE, file.type());
        boolean compressed = takesGzip(request);
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        Buffer body = compressed ? file.gzip() : file.plain();
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    private static boolean takesGzip(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("")
                .contains("gzip");
    }
}
