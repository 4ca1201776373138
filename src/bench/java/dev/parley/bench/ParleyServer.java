package dev.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Parley, by its REST interface. A server that says it is busy is asked again. */
final class ParleyServer implements Server {
    private static final String PASSWORD = "correct horse battery";

    private static final Set<Integer> BUSY = Set.of(429, 503, 504);
    private static final int TAKEN = 409;
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final HttpClient http;
    private final URI api;
    private final String names;

    /** @param names what the names of its accounts begin with: no other run's do */
    ParleyServer(Vertx vertx, HttpClient http, URI api, String names) {
        this.vertx = vertx;
        this.http = http;
        this.api = api;
        this.names = names;
    }

    /** An answer that is none of success. */
    private static final class Refusal extends Exception {
        private final int status;

        Refusal(String path, int status, Buffer content) {
            super(path + " answered " + status + ": " + content);
            this.status = status;
        }
    }

    @Override
    public Future<Login> signUp(int number) {
        String name = names + number;
        JsonObject account =
                new JsonObject().put("username", name).put("password", PASSWORD).put("displayName", name);
        return call(HttpMethod.POST, "/users", Optional.empty(), account)
                .recover(ParleyServer::unlessTaken)
                .compose(made -> signIn(name));
    }

    /** No other run has its names: one that is taken was made by an attempt that got no answer. */
    private static Future<Buffer> unlessTaken(Throwable cause) {
        return cause instanceof Refusal refusal && refusal.status == TAKEN
                ? Future.succeededFuture(Buffer.buffer())
                : Future.failedFuture(cause);
    }

    @Override
    public Future<Login> signInAgain(Login login) {
        return signIn(login.name());
    }

    private Future<Login> signIn(String name) {
        JsonObject body = new JsonObject()
                .put("username", name)
                .put("password", PASSWORD)
                .put("device", new JsonObject().put("name", "load").put("platform", "java"));
        return call(HttpMethod.POST, "/sessions", Optional.empty(), body)
                .map(answer -> login(name, answer.toJsonObject()));
    }

    private static Login login(String name, JsonObject session) {
        return new Login(
                name,
                session.getJsonObject("user").getString("id"),
                session.getString("accessToken"),
                URI.create(session.getJsonObject("edge").getString("websocket")));
    }

    @Override
    public Future<Void> befriend(Login one, Login other) {
        return call(
                        HttpMethod.POST,
                        "/friends/requests",
                        Optional.of(one),
                        new JsonObject().put("userId", other.user()))
                .compose(asked -> call(
                        HttpMethod.POST,
                        "/friends/requests/" + one.user() + "/accept",
                        Optional.of(other),
                        new JsonObject()))
                .mapEmpty();
    }

    @Override
    public Future<String> group(List<Login> members) {
        JsonArray others = new JsonArray();
        members.stream().skip(1).forEach(member -> others.add(member.user()));
        JsonObject body = new JsonObject().put("name", "load").put("members", others);
        return call(HttpMethod.POST, "/groups", Optional.of(members.get(0)), body)
                .map(answer -> "g:" + answer.toJsonObject().getString("id"));
    }

    @Override
    public Future<Void> history(Login reader, String conversation, long before, int limit) {
        String path = "/conversations/" + conversation + "/messages?limit=" + limit + "&before=" + before;
        return send(HttpMethod.GET, path, Optional.of(reader), Buffer.buffer()).mapEmpty();
    }

    @Override
    public boolean accepts() {
        return true;
    }

    private Future<Buffer> call(HttpMethod method, String path, Optional<Login> caller, JsonObject body) {
        return attempt(TRIES, () -> send(method, path, caller, body.toBuffer()));
    }

    private Future<Buffer> attempt(int tries, Supplier<Future<Buffer>> call) {
        return call.get()
                .recover(cause -> tries > 1 && cause instanceof Refusal refusal && BUSY.contains(refusal.status)
                        ? vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(due -> attempt(tries - 1, call))
                        : Future.failedFuture(cause));
    }

    private Future<Buffer> send(HttpMethod method, String path, Optional<Login> caller, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(api + "/api/v1" + path)
                .putHeader("Content-Type", "application/json");
        caller.ifPresent(login -> options.putHeader("Authorization", "Bearer " + login.token()));
        return http.request(options).compose(request -> request.send(body)).compose(answer -> answer.body()
                .compose(content -> ok(answer, path, content)));
    }

    private static Future<Buffer> ok(HttpClientResponse answer, String path, Buffer content) {
        return answer.statusCode() / 100 == 2
                ? Future.succeededFuture(content)
                : Future.failedFuture(new Refusal(path, answer.statusCode(), content));
    }
}
