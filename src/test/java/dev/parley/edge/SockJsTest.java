package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Content;
import dev.parley.model.UserId;
import dev.parley.node.Recipient;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ClientFrame.ToUser;
import dev.parley.protocol.ClientJson;
import dev.parley.protocol.Limits;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SockJS, spoken by hand over plain HTTP. */
class SockJsTest {
    private static final String HELLO = ClientJson.write(new ClientFrame.Hello("41/9", Optional.empty(), false));

    private final EdgeFixture edge = new EdgeFixture(false);
    private final List<JsonObject> frames = new ArrayList<>();

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void chatsByPolling() throws Exception {
        assertThat(poll("/a")).isEqualTo("o");
        xhrSend("/a", HELLO);
        pollUntil("/a", "synced");
        xhrSend("/a", send("hi"));
        pollUntil("/a", "accepted");
        assertThat(frames)
                .extracting(frame -> frame.getString("type"))
                .containsExactly("welcome", "synced", "accepted");
    }

    @Test
    void thePollingClientLearnsTheCloseCode() throws Exception {
        poll("/a");
        xhrSend("/a", ClientJson.write(new ClientFrame.Hello("expired", Optional.empty(), false)));
        assertThat(pollUntil("/a", "close").getInteger("code")).isEqualTo(4501);
        assertThat(poll("/a")).startsWith("c[3000");
    }

    @Test
    void thePollingClientLearnsThatItsDeviceWasSignedOut() throws Exception {
        poll("/a");
        xhrSend("/a", HELLO);
        pollUntil("/a", "synced");
        edge.node.end(Recipient.End.REVOKED);
        assertThat(pollUntil("/a", "close").getInteger("code")).isEqualTo(4403);
        assertThat(poll("/a")).startsWith("c[3000");
    }

    @ParameterizedTest
    @CsvSource({"xhr_streaming,POST", "eventsource,GET", "'htmlfile?c=_jp.abc',GET"})
    void chatsByStreaming(String transport, String method) throws Exception {
        HttpResponse<InputStream> stream = http().send(
                        request("/sockjs/000/s/" + transport)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            read(lines, line -> line.contains("o"));
            xhrSend("/s", HELLO);
            read(lines, line -> line.contains("welcome"));
            read(lines, line -> line.contains("synced"));
            xhrSend("/s", send("hi"));
            read(lines, line -> line.contains("accepted"));
        }
    }

    @Test
    void chatsByJsonp() throws Exception {
        assertThat(get("/sockjs/000/j/jsonp?c=back")).contains("back(\"o\")");
        jsonpSend(HELLO);
        assertThat(get("/sockjs/000/j/jsonp?c=back")).contains("welcome");
        jsonpSend(send("x".repeat(50_000)));
        String got = "";
        while (!got.contains("accepted")) {
            got = get("/sockjs/000/j/jsonp?c=back");
        }
    }

    @Test
    void saysThatTheConnectionOfAPollIsNotUsedAgain() throws Exception {
        HttpResponse<String> poll = post("/sockjs/000/a/xhr", "", "text/plain");
        HttpResponse<String> sent =
                post("/sockjs/000/a/xhr_send", new JsonArray().add(HELLO).encode(), "text/plain");
        assertThat(poll.headers().firstValue("Connection")).hasValue("close");
        assertThat(sent.headers().firstValue("Connection")).isEmpty();
    }

    @Test
    void aFrameOfTwoMebibytesIsClosedWith1009() throws Exception {
        poll("/a");
        xhrSend("/a", "x".repeat(2 * 1024 * 1024));
        assertThat(pollUntil("/a", "close").getInteger("code")).isEqualTo(1009);
        assertThat(poll("/a")).startsWith("c[");
    }

    @Test
    void aFrameOfTwoMebibytesOverSockJsOwnWebSocketIsClosedWith1009() throws Exception {
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        ClientWebSocket socket = webSocket("/sockjs/000/w/websocket", got);
        socket.writeTextMessage(new JsonArray().add("x".repeat(2 * 1024 * 1024)).encode());
        assertThat(got.poll(15, TimeUnit.SECONDS)).startsWith("a").contains("1009");
        assertThat(got.poll(15, TimeUnit.SECONDS)).startsWith("c[3000");
        assertThat(got.poll(15, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sockjs", "/eventbus"})
    void whatIsNoListOfTextsOverSockJsOwnWebSocketIsABadFrame(String door) throws Exception {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        edge.vertx.exceptionHandler(thrown::add);
        List<List<String>> bad = List.of(
                List.of("[\"a\",1,\"b\"]", "[\"a\",null,\"b\"]", "[\"a\",[\"n\"],\"b\"]"),
                List.of("[", "\"", "[\"" + "x".repeat(1_000_000)));
        for (List<String> frames : bad) {
            BlockingQueue<String> got = new LinkedBlockingQueue<>();
            ClientWebSocket socket = webSocket(door + "/000/m/websocket", got);
            socket.writeTextMessage("");
            socket.writeTextMessage("[]");
            for (String frame : frames) {
                socket.writeTextMessage(frame);
                assertThat(got.poll(15, TimeUnit.SECONDS))
                        .as(frame)
                        .startsWith("a[")
                        .contains("frames are text");
            }
            assertThat(got.poll(15, TimeUnit.SECONDS)).startsWith("a[").contains("4400");
            assertThat(got.poll(15, TimeUnit.SECONDS)).startsWith("c[3000");
            assertThat(got.poll(15, TimeUnit.SECONDS)).isEqualTo("closed");
        }
        assertThat(thrown).isEmpty();
    }

    /** SockJS's own WebSocket, open. */
    private ClientWebSocket webSocket(String path, BlockingQueue<String> got) throws InterruptedException {
        ClientWebSocket socket = edge.vertx
                .createWebSocketClient()
                .webSocket()
                .textMessageHandler(got::add)
                .closeHandler(gone -> got.add("closed"));
        edge.vertx.runOnContext(
                start -> socket.connect(edge.port, "127.0.0.1", path).onFailure(cause -> got.add(cause.toString())));
        assertThat(got.poll(15, TimeUnit.SECONDS)).isEqualTo("o");
        return socket;
    }

    @Test
    void aBodyBeyondAllLimitsIsRefused() throws Exception {
        poll("/a");
        HttpResponse<String> response =
                post("/sockjs/000/a/xhr_send", "x".repeat(FrameSize.CARRIED_BYTES + 1), "text/plain");
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👋", "\\ud83d\\udc4b"})
    void aHundredThousandEmojiPass(String emoji) throws Exception {
        poll("/a");
        xhrSend("/a", HELLO);
        pollUntil("/a", "synced");
        xhrSend("/a", send("TEXT").replace("TEXT", emoji.repeat(Limits.TEXT_CODE_POINTS)));
        pollUntil("/a", "accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sockjs.min.js", "/sockjs/info", "/sockjs/iframe.html", "/nothing"})
    void leavesNothingToGuess(String path) throws Exception {
        HttpResponse<String> answer = http().send(request(path).build(), BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void servesItsOwnScript() throws Exception {
        assertThat(get("/sockjs.min.js")).contains("sockjs-client v1.6.1");
        assertThat(get("/sockjs/iframe.html")).contains("src=\"/sockjs.min.js\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws",
                "/sockjs/info",
                "/sockjs/websocket",
                "/sockjs/000/a/xhr",
                "/sockjs/000/a/xhr_send",
                "/sockjs/000/a/eventsource",
                "/sockjs/000/a/websocket"
            })
    void turnsForeignPagesAway(String path) throws Exception {
        for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example", "x")) {
            HttpRequest request = request(path).header("Origin", origin).build();
            assertThat(http().send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1", "http://[::1]:3", "https://chat.example"})
    void letsItsOwnPagesIn(String origin) throws Exception {
        HttpResponse<String> response =
                http().send(request("/sockjs/info").header("Origin", origin).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
        assertThat(new JsonObject(response.body()).getBoolean("cookie_needed")).isFalse();
    }

    @Test
    void answersAPreflight() throws Exception {
        HttpRequest request = request("/sockjs/000/a/xhr_send")
                .header("Origin", "http://localhost:8080")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:8080");
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        assertThat(http().send(request("/other").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(http().send(request("/ws").build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(426);
    }

    private static String send(String text) {
        return ClientJson.write(
                new ClientFrame.Send(new ToUser(new UserId(42)), new Content("r", text, Optional.empty(), List.of())));
    }

    /** A client with no connection yet: polling ends each one, and a pool would offer it again. */
    private static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private String get(String path) throws Exception {
        return http().send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return http().send(
                        request(path)
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private String poll(String session) throws Exception {
        return post("/sockjs/000" + session + "/xhr", "", "text/plain").body().strip();
    }

    private JsonObject pollUntil(String session, String type) throws Exception {
        while (true) {
            String polled = poll(session);
            if (polled.startsWith("a")) {
                new JsonArray(polled.substring(1)).forEach(text -> frames.add(new JsonObject((String) text)));
                JsonObject last = frames.get(frames.size() - 1);
                if (last.getString("type").equals(type)) {
                    return last;
                }
            }
        }
    }

    private void xhrSend(String session, String frame) throws Exception {
        HttpResponse<String> response = post(
                "/sockjs/000" + session + "/xhr_send",
                new JsonArray().add(frame).encode(),
                "text/plain");
        assertThat(response.statusCode()).isEqualTo(204);
    }

    private void jsonpSend(String frame) throws Exception {
        String body = "d=" + URLEncoder.encode(new JsonArray().add(frame).encode(), StandardCharsets.UTF_8);
        HttpResponse<String> response = post("/sockjs/000/j/jsonp_send", body, "application/x-www-form-urlencoded");
        assertThat(response.body()).isEqualTo("ok");
    }

    private static void read(BufferedReader lines, Predicate<String> wanted) throws IOException {
        String line = lines.readLine();
        while (!wanted.test(line)) {
            line = lines.readLine();
            assertThat(line).isNotNull();
        }
    }
}
