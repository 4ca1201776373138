package dev.parley.lab;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * REST with a long poll always under way, whose answers are handed on as frames, and the cursors that they bring as {@code
 * kept}. Sends are posted one after the other, so that they keep their order.
 */
final class PollingLink implements Link {
    private static final int WAIT_SECONDS = 12;
    private static final long PATIENCE_MILLIS = 6_000;
    private static final int UNANSWERED = 0;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;

    private final Web web;
    private final String token;
    private final Ear ear;
    private Future<Void> sent = Future.succeededFuture();
    private boolean polling;
    private boolean ended;

    PollingLink(Web web, String token, Ear ear) {
        this.web = web;
        this.token = token;
        this.ear = ear;
    }

    @Override
    public void write(JsonObject frame) {
        switch (frame.getString("type")) {
            case "hello" -> {
                ear.heard(new JsonObject().put("type", "welcome"));
                sync(frame.getString("cursor"));
            }
            case "sync" -> sync(frame.getString("cursor"));
            case "send" -> sent = sent.compose(before -> send(frame)).otherwiseEmpty();
            case "read" ->
                call(
                        HttpMethod.PUT,
                        "/conversations/" + frame.getString("conversation") + "/read",
                        new JsonObject().put("id", frame.getString("id")));
            default -> {}
        }
    }

    private void sync(String cursor) {
        page(cursor, 0, "synced").onSuccess(page -> {
            if (!page.getBoolean("more") && !polling) {
                polling = true;
                poll(page.getString("cursor"));
            }
        });
    }

    private void poll(String cursor) {
        if (!ended) {
            page(cursor, WAIT_SECONDS, "kept").onSuccess(page -> poll(page.getString("cursor")));
        }
    }

    /** Reads a page and hands it on, with its cursor in a frame of type {@code end}. */
    private Future<JsonObject> page(String cursor, int waitSeconds, String end) {
        long patience = PATIENCE_MILLIS + waitSeconds * 1_000L;
        return web.ask(
                        HttpMethod.GET,
                        "/sync?cursor=" + cursor + "&wait=" + waitSeconds,
                        token,
                        Optional.empty(),
                        patience)
                .compose(Web.Answer::expectOk)
                .onFailure(broken -> end())
                .onSuccess(page -> {
                    page.getJsonArray("messages").forEach(message -> hear((JsonObject) message, "message"));
                    hear(page, end);
                });
    }

    private void hear(JsonObject frame, String type) {
        if (!ended) {
            ear.heard(frame.put("type", type));
        }
    }

    private Future<Void> send(JsonObject frame) {
        String conversation = frame.getJsonObject("to").getString("conversation");
        JsonObject body = frame.copy();
        body.remove("type");
        body.remove("to");
        return ended
                ? Future.succeededFuture()
                : call(HttpMethod.POST, "/conversations/" + conversation + "/messages", body)
                        .otherwise(new Web.Answer(UNANSWERED, Buffer.buffer()))
                        .map(answer -> {
                            answered(frame.getString("ref"), answer);
                            return null;
                        });
    }

    private void answered(String ref, Web.Answer answer) {
        if (answer.status() < 300) {
            hear(answer.json(), "accepted");
        } else {
            boolean retryable =
                    answer.status() == UNANSWERED || answer.status() == TOO_MANY || answer.status() >= BROKEN;
            String code = answer.json().getString("code", Integer.toString(answer.status()));
            hear(new JsonObject().put("ref", ref).put("code", code).put("retryable", retryable), "failed");
        }
    }

    private Future<Web.Answer> call(HttpMethod method, String path, JsonObject body) {
        return web.ask(method, path, token, Optional.of(body.toBuffer()), PATIENCE_MILLIS);
    }

    private void end() {
        if (!ended) {
            ended = true;
            ear.over();
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
