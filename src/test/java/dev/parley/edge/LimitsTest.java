package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import dev.parley.model.UserId;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ClientJson;
import dev.parley.protocol.Limits;
import dev.parley.servers.RawHttp;
import dev.parley.servers.RawWebSocket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a client may say, and how slowly it may listen. */
class LimitsTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final String ANNS = "41/9";
    private static final int TWO_MIB = 2 * 1024 * 1024;

    private final EdgeFixture edge = new EdgeFixture(true);

    @AfterEach
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"👋", "\\ud83d\\udc4b"})
    void aHundredThousandEmojiPassAndOneMoreDoesNot(String emoji) {
        TestClient client = edge.client().join(ANNS);
        client.write(raw(emoji.repeat(Limits.TEXT_CODE_POINTS))).next("accepted");
        JsonObject failed =
                client.write(raw(emoji.repeat(Limits.TEXT_CODE_POINTS + 1))).next("failed");
        assertThat(failed.getString("code")).isEqualTo("text_too_long");
        assertThat(failed.getBoolean("retryable")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/sockjs/websocket"})
    void aFrameOfTwoMebibytesClosesWith1009(String path) {
        TestClient client = TestClient.connect(edge.vertx, edge.port, path);
        client.write("x".repeat(TWO_MIB));
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/sockjs/websocket"})
    void aFrameThatNoTransportTakesInIsCutOff(String path) {
        TestClient client = TestClient.connect(edge.vertx, edge.port, path);
        client.write("x".repeat(5 * 1024 * 1024));
        assertThat(client.closeCode())
                .as("1006 when it is cut while it is still writing")
                .isIn(1009, 1006);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/sockjs/websocket"})
    void aMessageOfTwoMebibytesInPiecesClosesWith1009(String path) {
        TestClient client = TestClient.connect(edge.vertx, edge.port, path);
        String half = "x".repeat(TWO_MIB / 2);
        client.socket.writeFrame(WebSocketFrame.textFrame(half, false));
        client.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(half), true));
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void aReaderThatStopsIsClosedAndTheOthersGoOn() {
        TestClient slow = edge.client().join("42/1");
        TestClient quick = edge.client().join("42/2");
        slow.socket.pause();
        String text = "x".repeat(100_000);
        for (int id = 1; edge.node.attached.size() == 2 && id < 2_000; id++) {
            edge.node.deliver(BOB, edge.node.message(id, ANN, BOB, text), Optional.empty());
            quick.next("message");
        }
        assertThat(edge.node.attached).hasSize(1);
        slow.socket.resume();
        assertThat(slow.closeCode()).isEqualTo(4508);
        quick.hearsNothing();
    }

    @Test
    void aReaderThatNeverReadsAgainIsCutOff() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port));
            OutputStream out = socket.getOutputStream();
            out.write(RawWebSocket.upgrade("/ws").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read())
                    .as("the answer to the upgrade")
                    .isEqualTo('H');
            out.write(RawWebSocket.frame(ClientJson.write(new ClientFrame.Hello("42/1", Optional.empty(), false))));
            Await.until(() -> edge.node.attached.size() == 1);
            String text = "x".repeat(100_000);
            for (int id = 1; !edge.node.attached.isEmpty() && id < 2_000; id++) {
                edge.node.deliver(BOB, edge.node.message(id, ANN, BOB, text), Optional.empty());
            }
            Await.until(() -> edge.node.attached.isEmpty());
            Await.until(() -> isCut(out));
        }
    }

    private static boolean isCut(OutputStream out) {
        try {
            out.write(RawWebSocket.frame(ClientJson.write(new ClientFrame.Heartbeat())));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void sendsBeyondTheRateAreRefusedAndStubbornnessIsClosed() {
        TestClient client = edge.client().join(ANNS);
        for (int i = 0; i < 400; i++) {
            client.send("r" + i, 42, "x");
        }
        JsonObject frame = client.next();
        while (frame.getString("type").equals("accepted")) {
            frame = client.next();
        }
        assertThat(frame.getString("type")).isEqualTo("failed");
        assertThat(frame.getString("code")).isEqualTo("rate_limited");
        assertThat(frame.getInteger("retryAfterMs")).isBetween(1, 1000);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void aDeviceThatSendsTooMuchLeavesSomeToItsUsersOthers() {
        TestClient greedy = edge.client().join(ANNS);
        for (int i = 0; i < 200; i++) {
            greedy.send("r" + i, 42, "x");
        }
        JsonObject frame = greedy.next();
        while (frame.getString("type").equals("accepted")) {
            frame = greedy.next();
        }
        assertThat(frame.getString("code")).isEqualTo("rate_limited");
        TestClient other = edge.client().join("41/8");
        for (int i = 0; i < 20; i++) {
            assertThat(other.send("s" + i, 42, "x").next().getString("type")).isEqualTo("accepted");
        }
    }

    @Test
    void nothingCompressedIsInflated() throws Exception {
        try (RawHttp client = new RawHttp(edge.port)) {
            client.write(RawWebSocket.upgrade("/ws")
                    .replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"));
            assertThat(client.head())
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContainIgnoringCase("sec-websocket-extensions");
            byte[] compressed = RawWebSocket.frame("x");
            compressed[0] = (byte) 0xC1;
            client.write(compressed);
            Eventually.holds("cut off", client::isCut);
        }
    }

    @Test
    void framesOfAnyKindAreLimited() {
        TestClient client = edge.client().join(ANNS);
        for (int i = 0; i < 1_000; i++) {
            client.write(new ClientFrame.Heartbeat());
        }
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void whoKeepsComingIsTurnedAwayAndOthersAreNot() {
        for (int i = 0; i < 300; i++) {
            edge.client().hello(ANNS);
        }
        assertThat(edge.client().hello(ANNS).closeCode()).isEqualTo(4429);
        edge.client().join("42/9");
    }

    private static String raw(String text) {
        return "{\"type\":\"send\",\"ref\":\"r" + text.length() + "\",\"to\":{\"user\":\"42\"},\"text\":\"" + text
                + "\"}";
    }
}
