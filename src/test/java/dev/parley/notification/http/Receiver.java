package dev.parley.notification.http;

import static dev.parley.accounts.TestPeople.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** An HTTP server that keeps what it got, once it has answered as a test says. */
public final class Receiver {
    public final List<Delivery> got = new CopyOnWriteArrayList<>();
    /** How one is answered. */
    public volatile BiConsumer<Delivery, HttpServerResponse> answer = (delivery, response) -> status(response, 200);

    private final HttpServer server;

    public Receiver(Vertx vertx) throws Exception {
        this.server = await(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    /**
     * @param headers by their names in small letters
     * @param at when it came
     */
    public record Delivery(String path, Map<String, String> headers, Buffer body, Instant at) {}

    public static void status(HttpServerResponse response, int status) {
        response.setStatusCode(status).end();
    }

    public int port() {
        return server.actualPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Map<String, String> headers = new HashMap<>();
            request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            Delivery delivery = new Delivery(request.path(), headers, body, Instant.now());
            answer.accept(delivery, request.response());
            got.add(delivery);
        });
    }

    public void close() throws Exception {
        await(server.close());
    }
}
