package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contract.FrameContract;
import dev.parley.model.Content;
import dev.parley.model.UserId;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ClientFrame.ToUser;
import dev.parley.protocol.ClientJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client over a WebSocket, used from the test's thread; what it hears has to be as the contract says. */
final class TestClient {
    private static final long PATIENCE_SECONDS = 15;

    final WebSocket socket;
    private final FrameContract contract;
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private TestClient(WebSocket socket, FrameContract contract) {
        this.socket = socket;
        this.contract = contract;
    }

    static TestClient connect(Vertx vertx, int port, String path) {
        WebSocketClientOptions options =
                new WebSocketClientOptions().setMaxFrameSize(8 * 1024 * 1024).setMaxMessageSize(8 * 1024 * 1024);
        WebSocketConnectOptions to =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path);
        CompletableFuture<TestClient> connected = new CompletableFuture<>();
        vertx.runOnContext(start -> connect(vertx.createWebSocketClient(options), to, connected));
        return connected.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The socket's handler refers to its maker: Vert.x closes the sockets of one that nobody refers to any more. */
    private static void connect(
            WebSocketClient maker, WebSocketConnectOptions to, CompletableFuture<TestClient> connected) {
        maker.connect(to)
                .onComplete(
                        socket -> {
                            TestClient client = new TestClient(socket, contract(to));
                            socket.textMessageHandler(text -> client.frames.add(new JsonObject(text)));
                            socket.closeHandler(v -> {
                                client.closed.complete((int) socket.closeStatusCode());
                                maker.close();
                            });
                            socket.exceptionHandler(ignored -> {});
                            connected.complete(client);
                        },
                        connected::completeExceptionally);
    }

    private static FrameContract contract(WebSocketConnectOptions to) {
        return to.getURI().startsWith("/eventbus") ? FrameContract.BUS_SERVER : FrameContract.SERVER;
    }

    TestClient write(String text) {
        socket.writeTextMessage(text);
        return this;
    }

    TestClient write(ClientFrame frame) {
        return write(ClientJson.write(frame));
    }

    TestClient hello(String token) {
        return write(new ClientFrame.Hello(token, Optional.empty(), false));
    }

    TestClient hello(String token, String cursor) {
        return write(new ClientFrame.Hello(token, Optional.of(cursor), false));
    }

    /** Says hello and waits until it is live. */
    TestClient join(String token) {
        hello(token).next("welcome");
        next("synced");
        return this;
    }

    TestClient send(String ref, long to, String text) {
        return write(
                new ClientFrame.Send(new ToUser(new UserId(to)), new Content(ref, text, Optional.empty(), List.of())));
    }

    /** The next frame. */
    JsonObject next() {
        try {
            JsonObject frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame in time; closed: %s", closed).isNotNull();
            contract.check(frame);
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next frame, which is of this type. */
    JsonObject next(String type) {
        JsonObject frame = next();
        assertThat(frame.getString("type")).as(frame.encode()).isEqualTo(type);
        return frame;
    }

    /** Sends a heartbeat and sees that nothing came before its answer. */
    void hearsNothing() {
        write(new ClientFrame.Heartbeat()).next("heartbeat");
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }
}
