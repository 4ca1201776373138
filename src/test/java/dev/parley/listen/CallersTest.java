package dev.parley.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.listen.RequestDeadline.Patience;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets, behind a balancer that names addresses. */
class CallersTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final String GET = "GET /%s HTTP/1.1\r\nHost: parley\r\n\r\n";
    private static final String POST = "POST /x HTTP/1.1\r\nHost: parley\r\nContent-Length: 100000\r\n\r\n";
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /ws HTTP/1.1",
            "Host: parley",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "",
            "");

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();
    private HttpServer server = listen(new Callers(2, new Patience(SHORT, SHORT), 1_000));

    private HttpServer listen(Callers callers) {
        return callers.watch(vertx.createHttpServer(
                        new HttpServerOptions().setUseProxyProtocol(true).setHttp2ClearTextEnabled(false)))
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/ws" ->
                request.toWebSocket().onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage));
            case "/slow" ->
                vertx.setTimer(SHORT.toMillis() * 2, late -> request.response().end("done"));
            default -> request.response().end("done");
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().await();
    }

    @Test
    void oneNetworkHasSoManyConnectionsAndOthersHaveTheirs() throws Exception {
        Socket first = connect("203.0.113.7", UPGRADE);
        assertThat(answers(first)).isTrue();
        assertThat(answers(connect("203.0.113.7", GET.formatted("x")))).isTrue();
        assertThat(answers(connect("203.0.113.7", GET.formatted("x")))).isFalse();
        assertThat(answers(connect("203.0.113.8", GET.formatted("x")))).isTrue();
        first.close();
        awaitRoom("203.0.113.7");
    }

    @Test
    void anIpv6NetworkIsOne() throws Exception {
        assertThat(answers(connect("2001:db8::1", GET.formatted("x")))).isTrue();
        assertThat(answers(connect("2001:db8::2", GET.formatted("x")))).isTrue();
        assertThat(answers(connect("2001:db8::3", GET.formatted("x")))).isFalse();
        assertThat(answers(connect("2001:db8:0:1::1", GET.formatted("x")))).isTrue();
    }

    @Test
    void thisMachineIsNotBounded() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(answers(connect("127.0.0.1", GET.formatted("x")))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\r\nX-Long: ",
                POST,
                "GET /x HTTP/1.1\r\nHost: parley\r\n\r\nGET /x HTTP/1.1\r\nX-Long: "
            })
    void whoSendsBytesForEverIsCutOff(String beginning) throws Exception {
        Socket socket = connect("203.0.113.7", beginning);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!isCut(socket)) {
            assertThat(System.nanoTime()).as("cut off by then").isLessThan(end);
        }
    }

    @Test
    void oneNetworkHasSoMuchUnderWayAndOthersHaveTheirs() throws Exception {
        server = listen(new Callers(2, new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1)), 1_000));
        Socket first = posting("203.0.113.7");
        Socket second = posting("203.0.113.7");
        Eventually.holds("one of the two is cut off", () -> isCut(first) || isCut(second));
        assertThat(isCut(posting("203.0.113.8"))).isFalse();
    }

    /** Somebody who was answered and goes on with what was asked. */
    private Socket posting(String address) throws IOException {
        Socket socket = connect(address, POST);
        assertThat(answers(socket)).isTrue();
        write(socket, "x".repeat(800));
        return socket;
    }

    @Test
    void whatIsAnsweredIsUnderWayNoMore() throws Exception {
        Socket socket = connect("203.0.113.7", "");
        for (int i = 0; i < 5; i++) {
            write(socket, GET.formatted("x".repeat(800)));
            assertThat(answers(socket)).isTrue();
        }
    }

    @Test
    void whoWaitsForAnAnswerOrHasAWebSocketIsNot() throws Exception {
        Socket socket = connect("203.0.113.7", UPGRADE);
        assertThat(answers(socket)).isTrue();
        assertThat(answers(connect("203.0.113.7", GET.formatted("slow")))).isTrue();
        byte[] hi = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
        socket.getOutputStream().write(hi);
        assertThat(socket.getInputStream().readNBytes(4)).endsWith('h', 'i');
    }

    private Socket connect(String address, String bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        String family = address.contains(":") ? "TCP6 " : "TCP4 ";
        String balancer = address.contains(":") ? " 2001:db8:ff::1 " : " 198.51.100.1 ";
        write(socket, "PROXY " + family + address + balancer + "40000 80\r\n" + bytes);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the header of an answer and what comes with it. */
    private static boolean answers(Socket socket) throws IOException {
        try {
            byte[] bytes = new byte[4_096];
            int count = socket.getInputStream().read(bytes);
            return count > 0 && new String(bytes, 0, count, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 ");
        } catch (SocketException reset) {
            return false;
        }
    }

    /** Sends a byte, waits a moment for the end, and tells whether it came. */
    private static boolean isCut(Socket socket) throws IOException {
        try {
            write(socket, "x");
            socket.setSoTimeout(50);
            int got = socket.getInputStream().read();
            while (got >= 0) {
                got = socket.getInputStream().read();
            }
            return true;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private void awaitRoom(String address) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!answers(connect(address, GET.formatted("x")))) {
            assertThat(System.nanoTime()).as("room by then").isLessThan(end);
        }
    }
}
