package dev.parley.lab;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The ways from devices to the cluster: any api for REST, and the edges that it names. For the loop of the {@link Crowd}. */
final class Web {
    private static final long PATIENCE_MILLIS = 6_000;
    private static final int MOST_CONNECTIONS = 10_000;

    private final List<URI> apis;
    private final HttpClient http;
    private final WebSocketClient sockets;
    private int calls;

    Web(Vertx vertx, List<URI> apis) {
        this.apis = apis;
        this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MOST_CONNECTIONS));
    }

    record Answer(int status, Buffer body) {
        /** The body, which is empty where there is none. */
        JsonObject json() {
            return body.length() == 0 ? new JsonObject() : body.toJsonObject();
        }

        /** The body; fails when the status is not 200. */
        Future<JsonObject> expectOk() {
            return status == 200 ? Future.succeededFuture(json()) : Future.failedFuture("status " + status);
        }
    }

    /** Links a device to the edge that is recommended to it, or to no edge at all. */
    Future<Link> link(Link.Kind kind, String token, Link.Ear ear) {
        return switch (kind) {
            case WEB_SOCKET -> edge(token).compose(edge -> WebSocketLink.open(this, edge, ear));
            case SOCKJS_STREAMING -> edge(token).compose(edge -> SockJsLink.open(this, edge, "xhr_streaming", ear));
            case SOCKJS_POLLING -> edge(token).compose(edge -> SockJsLink.open(this, edge, "xhr", ear));
            case LONG_POLLING -> Future.succeededFuture(new PollingLink(this, token, ear));
        };
    }

    private Future<URI> edge(String token) {
        return get("/edge", token).map(answer -> URI.create(answer.getString("url")));
    }

    /** Asks any api; fails when it does not answer with 200. */
    Future<JsonObject> get(String path, String token) {
        return ask(HttpMethod.GET, path, token, Optional.empty(), PATIENCE_MILLIS)
                .compose(Answer::expectOk);
    }

    /** Asks any api. */
    Future<Answer> ask(HttpMethod method, String path, String token, Optional<Buffer> body) {
        return ask(method, path, token, body, PATIENCE_MILLIS);
    }

    /** Asks any api, and gives up when it is silent for so long. */
    Future<Answer> ask(HttpMethod method, String path, String token, Optional<Buffer> body, long patienceMillis) {
        URI api = apis.get(calls++ % apis.size());
        return ask(method, api.resolve("/api/v1" + path), Optional.of(token), body, patienceMillis);
    }

    Future<Answer> ask(
            HttpMethod method, URI place, Optional<String> token, Optional<Buffer> body, long patienceMillis) {
        RequestOptions options = request(method, place).setTimeout(patienceMillis);
        token.ifPresent(mine -> options.putHeader("Authorization", "Bearer " + mine));
        return http.request(options)
                .compose(request -> body.map(request::send).orElseGet(request::send))
                .compose(answer -> answer.body().map(bytes -> new Answer(answer.statusCode(), bytes)));
    }

    /** Posts nothing, and answers when a response has begun; its body comes as long as it does. */
    Future<HttpClientResponse> stream(URI place) {
        return http.request(request(HttpMethod.POST, place)).compose(request -> request.send());
    }

    private static RequestOptions request(HttpMethod method, URI place) {
        String path = place.getRawQuery() == null ? place.getRawPath() : place.getRawPath() + "?" + place.getRawQuery();
        return new RequestOptions()
                .setMethod(method)
                .setHost(place.getHost())
                .setPort(place.getPort())
                .setURI(path)
                .setConnectTimeout(PATIENCE_MILLIS)
                .putHeader("Content-Type", "application/json");
    }

    Future<WebSocket> webSocket(URI edge) {
        return sockets.connect(new WebSocketConnectOptions()
                .setHost(edge.getHost())
                .setPort(edge.getPort())
                .setURI("/ws")
                .setTimeout(PATIENCE_MILLIS));
    }
}
