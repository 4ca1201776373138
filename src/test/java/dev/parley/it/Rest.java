package dev.parley.it;

import dev.parley.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Calls the REST interface of one node. */
public final class Rest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "PATCH", "DELETE");
    private static final Set<Integer> LATER = Set.of(503, 504);
    private static final int REPEATS = 5;
    private static final long PAUSE_MILLIS = 500;

    private final URI api;
    private final Optional<String> token;
    private final int repeats;

    /** What came back; the body is empty when there is none. */
    public record Answer(int status, JsonObject body) {
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("answered " + status + " instead of " + expected + ": " + body);
            }
            return this;
        }
    }

    public Rest(URI api, Optional<String> token) {
        this(api, token, 0);
    }

    private Rest(URI api, Optional<String> token, int repeats) {
        this.api = api;
        this.token = token;
        this.repeats = repeats;
    }

    /** The same as clients do it on a slow server: asks again, a few times, where twice is the same as once. */
    public Rest repeating() {
        return new Rest(api, token, REPEATS);
    }

    public Answer get(String path) {
        return call("GET", path, Optional.empty());
    }

    public Answer delete(String path) {
        return call("DELETE", path, Optional.empty());
    }

    public Answer post(String path, JsonObject body) {
        return call("POST", path, Optional.of(body));
    }

    public Answer put(String path, JsonObject body) {
        return call("PUT", path, Optional.of(body));
    }

    public Answer patch(String path, JsonObject body) {
        return call("PATCH", path, Optional.of(body));
    }

    public Answer call(String method, String path, Optional<JsonObject> body) {
        Answer answer = once(method, path, body);
        for (int i = 0; i < repeats && LATER.contains(answer.status()) && REPEATABLE.contains(method); i++) {
            pause();
            answer = once(method, path, body);
        }
        return answer;
    }

    private static void pause() {
        try {
            Eventually.pause(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer once(String method, String path, Optional<JsonObject> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(40))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.map(json -> HttpRequest.BodyPublishers.ofString(json.encode()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
