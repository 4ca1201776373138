package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a polling client posts to SockJS, at both doors, on an edge that lives for the whole run: each is taken or refused as
 * SockJS has it, nothing is thrown on an event loop, and the edge goes on.
 */
public final class SockJsFuzz {
    private static final List<String> REFUSALS = List.of("Broken JSON encoding.", "Payload expected.");
    private static final int TAKEN = 204;
    private static final int BROKEN = 500;
    /** Sockets that nobody polls stay for seconds, and a run opens hundreds in one. */
    private static final int ANY_NUMBER = 1_000_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Queue<Throwable> THROWN = new ConcurrentLinkedQueue<>();
    private static final EdgeFixture EDGE = start();

    private static int sessions;

    private SockJsFuzz() {}

    private static EdgeFixture start() {
        EdgeFixture edge = new EdgeFixture(true, ANY_NUMBER, Duration.ZERO);
        edge.vertx.exceptionHandler(THROWN::add);
        return edge;
    }

    /** The target. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        String door = sessions % 2 == 0 ? Door.FRAMES.path() : Door.EVENT_BUS.path();
        String session = "/000/s" + sessions++;
        assertThat(post(door + session + "/xhr", new byte[0]).body()).isEqualTo("o\n");
        HttpResponse<String> answer = post(door + session + "/xhr_send", bytes);
        if (answer.statusCode() != TAKEN) {
            assertThat(answer.statusCode()).isEqualTo(BROKEN);
            assertThat(answer.body().strip()).isIn(REFUSALS);
        }
        assertThat(THROWN).isEmpty();
    }

    private static HttpResponse<String> post(String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + EDGE.port + path))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the edge, which Jazzer does by ending the process. */
    static void stop() {
        EDGE.close();
    }
}
