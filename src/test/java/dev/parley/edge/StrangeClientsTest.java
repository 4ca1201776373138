package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.Eventually;
import dev.parley.listen.Callers;
import dev.parley.listen.ListenerContract;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ClientJson;
import dev.parley.servers.RawHttp;
import dev.parley.servers.RawWebSocket;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** How much somebody may have an edge keep before it is known who they are. */
class StrangeClientsTest {
    private static final int HALF_A_MEGABYTE = 512 * 1024;
    private static final String HELLO = ClientJson.write(new ClientFrame.Hello("41/9", Optional.empty(), false));

    private EdgeFixture edge = EdgeFixture.balanced(ListenerContract.bounded(3, 800 * 1024), 1_000);

    @AfterEach
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/sockjs/websocket", "/sockjs/000/s/websocket", "/eventbus/websocket"})
    void halvesOfFramesOfOneNetworkAreBounded(String path) throws Exception {
        try (RawHttp first = webSocket("203.0.113.1", path);
                RawHttp second = webSocket("203.0.113.1", path);
                RawHttp elsewhere = webSocket("203.0.113.2", path)) {
            first.write(halfAFrame());
            second.write(halfAFrame());
            Eventually.holds("one of the two is cut off", () -> first.isCut() || second.isCut());
            elsewhere.write(halfAFrame());
            assertThat(elsewhere.isCut()).isFalse();
        }
    }

    @Test
    void whoIsKnownMaySayMore() throws Exception {
        try (RawHttp first = webSocket("203.0.113.1", "/ws");
                RawHttp second = webSocket("203.0.113.1", "/ws")) {
            first.write(RawWebSocket.frame(HELLO));
            Await.until(() -> edge.node.attached.size() == 1);
            first.write(halfAFrame());
            second.write(halfAFrame());
            assertThat(first.isCut()).isFalse();
            assertThat(second.isCut()).isFalse();
        }
    }

    @Test
    void halvesOfPostsOfOneNetworkAreBounded() throws Exception {
        String post = "POST /sockjs/000/s/xhr_send HTTP/1.1\r\nHost: parley\r\nContent-Length: 4000000\r\n\r\n";
        try (RawHttp first = from("203.0.113.1");
                RawHttp second = from("203.0.113.1")) {
            first.write(post);
            first.write(new byte[HALF_A_MEGABYTE]);
            second.write(post);
            second.write(new byte[HALF_A_MEGABYTE]);
            Eventually.holds("one of the two is cut off", () -> first.isCut() || second.isCut());
        }
    }

    @Test
    void emulatedSocketsCountAsConnectionsDo() throws Exception {
        assertThat(poll("203.0.113.1", "a")).isEqualTo(200);
        Eventually.holds("room for another", () -> poll("203.0.113.1", "b") == 200);
        Eventually.holds("no more of one network", () -> poll("203.0.113.1", "c") == 503);
        assertThat(poll("203.0.113.2", "d")).isEqualTo(200);
    }

    @Test
    void aPollOpensNoSocketWhereNoneIsTaken() throws IOException {
        edge.close();
        edge = EdgeFixture.balanced(new Callers(0), 1);
        assertThat(poll("203.0.113.1", "a")).isEqualTo(200);
        assertThat(poll("203.0.113.2", "b")).isEqualTo(503);
    }

    @Test
    void whatIsPostedBeforeHelloIsAnsweredIsBounded() throws IOException {
        Promise<Void> never = Promise.promise();
        edge.node.attachGate = never.future();
        try (RawHttp stream = from("127.0.0.1")) {
            stream.write(post("a", "xhr_streaming", ""));
            assertThat(stream.status()).isEqualTo(200);
            Await.until(() -> edge.node.edge.sessions() == 1);
            send(new JsonArray().add(HELLO));
            Await.until(() -> edge.node.attached.size() == 1);
            JsonArray text = new JsonArray().add("x".repeat(FrameSize.CARRIED_BYTES / 4));
            for (int i = 0; i < 5; i++) {
                send(text);
            }
            assertThat(stream.all()).contains("1009");
        }
        never.complete();
    }

    @Test
    void whoHangsUpInTheMiddleOfAPostIsNotWorthALine() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger everything = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        everything.addAppender(log);
        edge.close();
        edge = EdgeFixture.balanced(ListenerContract.bounded(2, HALF_A_MEGABYTE), 1_000);
        try {
            try (RawHttp client = from("203.0.113.1")) {
                client.write("POST /sockjs/000/s/xhr_send HTTP/1.1\r\nHost: parley\r\nContent-Length: 100\r\n\r\n[");
            }
            Eventually.holds("its place is free", () -> poll("203.0.113.1", "a") == 200);
        } finally {
            everything.detachAppender(log);
        }
        assertThat(log.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "8", "0", "14", "13, 8"})
    void draftsOfWebSocketsAreNotSpoken(String version) throws IOException {
        try (RawHttp client = from("203.0.113.1")) {
            client.write(RawWebSocket.upgrade("/ws").replace("Version: 13", "Version: " + version));
            assertThat(client.head()).startsWith("HTTP/1.1 426 ").containsIgnoringCase("sec-websocket-version: 13");
        }
    }

    private void send(JsonArray texts) throws IOException {
        try (RawHttp client = from("127.0.0.1")) {
            client.write(post("a", "xhr_send", texts.encode()));
            assertThat(client.status()).isEqualTo(204);
        }
    }

    private int poll(String address, String session) throws IOException {
        try (RawHttp client = from(address)) {
            client.write(post(session, "xhr", ""));
            return client.status();
        }
    }

    private static String post(String session, String transport, String body) {
        return "POST /sockjs/000/" + session + "/" + transport + " HTTP/1.1\r\nHost: parley\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private RawHttp from(String address) throws IOException {
        RawHttp client = new RawHttp(edge.port);
        client.write("PROXY TCP4 " + address + " 198.51.100.1 40000 80\r\n");
        return client;
    }

    private RawHttp webSocket(String address, String path) throws IOException {
        RawHttp client = from(address);
        client.write(RawWebSocket.upgrade(path));
        assertThat(client.head()).startsWith("HTTP/1.1 101 ");
        return client;
    }

    /** The beginning of a text frame of a megabyte, masked with zeros. */
    private static byte[] halfAFrame() {
        return ByteBuffer.allocate(14 + HALF_A_MEGABYTE)
                .put((byte) 0x81)
                .put((byte) 0xFF)
                .putLong(2L * HALF_A_MEGABYTE)
                .array();
    }
}
