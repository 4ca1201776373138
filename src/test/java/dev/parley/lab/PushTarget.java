package dev.parley.lab;

import dev.parley.lab.Fact.Pushed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** Where the pushes to bots arrive, which notes them. */
final class PushTarget implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Crowd crowd;
    private final String host;
    private final HttpServer server;

    PushTarget(Crowd crowd, String host) {
        this.crowd = crowd;
        this.host = host;
        this.server = vertx.createHttpServer()
                .requestHandler(this::arrived)
                .listen(0, host)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Where pushes to a user go. */
    String url(String user) {
        return "http://" + host + ":" + server.actualPort() + "/" + user;
    }

    private void arrived(HttpServerRequest request) {
        String user = request.path().substring(1);
        request.body().onSuccess(body -> {
            note(user, body.toJsonObject());
            request.response().end();
        });
    }

    private void note(String user, JsonObject push) {
        if (push.getString("type").equals("message")) {
            crowd.history.add(new Pushed(
                    crowd.now(),
                    user,
                    push.getString("conversation"),
                    Long.parseLong(push.getString("id")),
                    push.getInteger("count")));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
