package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.bridge.BridgeOptions;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.eventbus.bridge.tcp.TcpEventBusBridge;
import io.vertx.ext.eventbus.bridge.tcp.impl.protocol.FrameHelper;
import io.vertx.ext.eventbus.bridge.tcp.impl.protocol.FrameParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs hear over TCP beside what Vert.x's own bridge says to the same, both written and read by its own code. */
class StockTcpBridgeTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final JsonObject HEADERS =
            new JsonObject().put("Authorization", "Bearer 41/1").put("Service-Token", SECRET);
    /** What does not depend on who answers. */
    private static final List<String> SAME =
            List.of("type", "address", "sourceAddress", "headers", "send", "failureType");

    private EdgeFixture edge;
    private Client ours;
    private Client stock;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        edge = new EdgeFixture(Files.writeString(folder.resolve("token"), SECRET), Optional.empty());
        edge.vertx.eventBus().consumer("chat.sync", StockTcpBridgeTest::sync);
        int port = Ports.free();
        TcpEventBusBridge.create(
                        edge.vertx,
                        new BridgeOptions()
                                .addInboundPermitted(new PermittedOptions().setAddress("chat.sync"))
                                .addOutboundPermitted(new PermittedOptions().setAddress("user.41")))
                .listen(port, "127.0.0.1")
                .await();
        ours = new Client(edge.vertx, edge.bridgePort);
        stock = new Client(edge.vertx, port);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    /** As a verticle of anybody's would. */
    private static void sync(Message<JsonObject> question) {
        if (question.body().getString("cursor").equals("0")) {
            question.reply(new JsonObject());
        } else {
            question.fail(422, "bad_cursor");
        }
    }

    @Test
    void anAnswerIsTheSame() throws InterruptedException {
        isLike(ours.asks("0"), stock.asks("0"));
    }

    @Test
    void aFailureIsTheSame() throws InterruptedException {
        JsonObject said = ours.asks("none");
        JsonObject expected = stock.asks("none");
        isLike(said, expected);
        assertThat(said.getString("message")).isEqualTo(expected.getString("message"));
        assertThat(said.getInteger("failureCode")).isEqualTo(expected.getInteger("failureCode"));
    }

    @Test
    void aRefusalIsTheSame() throws InterruptedException {
        ours.asks("0");
        JsonObject said = ours.sends("elsewhere", null, new JsonObject());
        JsonObject expected = stock.sends("elsewhere", null, new JsonObject());
        isLike(said, expected);
        assertThat(said.getString("message")).isEqualTo(expected.getString("message"));
    }

    @Test
    void whatArrivesIsTheSame() throws InterruptedException {
        ours.registers();
        stock.registers();
        stock.asks("0");
        edge.vertx.eventBus().publish("user.41", new JsonObject());
        isLike(ours.hears(), stock.hears());
    }

    @Test
    void aPongIsTheSame() throws InterruptedException {
        FrameHelper.sendFrame("ping", ours.socket);
        FrameHelper.sendFrame("ping", stock.socket);
        assertThat(ours.hears()).isEqualTo(stock.hears());
    }

    private static void isLike(JsonObject ours, JsonObject stock) {
        assertThat(ours.fieldNames()).containsAll(stock.fieldNames());
        SAME.stream()
                .filter(stock::containsKey)
                .forEach(field -> assertThat(ours.getValue(field)).as(field).isEqualTo(stock.getValue(field)));
    }

    /** A program. */
    private static final class Client {
        private final NetSocket socket;
        private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();

        Client(Vertx vertx, int port) {
            socket = vertx.createNetClient().connect(port, "127.0.0.1").await();
            socket.handler(new FrameParser(frame -> frames.add(frame.result())));
        }

        JsonObject asks(String cursor) throws InterruptedException {
            return sends("chat.sync", "reply", new JsonObject().put("cursor", cursor));
        }

        JsonObject sends(String address, String reply, JsonObject body) throws InterruptedException {
            FrameHelper.sendFrame("send", address, reply, HEADERS, null, body, socket);
            return hears();
        }

        void registers() {
            FrameHelper.sendFrame("register", "user.41", null, HEADERS, null, null, socket);
        }

        JsonObject hears() throws InterruptedException {
            JsonObject frame = frames.poll(20, TimeUnit.SECONDS);
            assertThat(frame).isNotNull();
            return frame;
        }
    }
}
