package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.ClientJson;
import dev.parley.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 6455 asks of a server, besides texts. */
class WebSocketTest {
    private static final String ANNS = "41/9";
    private static final int ROOMY = 1 << 20;
    /** 40 MB: more than the buffers of a connection hold. */
    private static final int MANY_PINGS = 300_000;

    private static final int PINGS_AT_ONCE = 1_000;
    private static final String TWO_MIB = "x".repeat(2 * 1024 * 1024);

    private final EdgeFixture edge = new EdgeFixture(false);

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void aPingIsAnsweredWithWhatItSaid() {
        TestClient client = edge.client();
        CompletableFuture<Buffer> pong = new CompletableFuture<>();
        client.socket.pongHandler(pong::complete).writePing(Buffer.buffer("there?"));
        assertThat(pong.orTimeout(15, TimeUnit.SECONDS).join().toString()).isEqualTo("there?");
    }

    @Test
    void pingsOfWhoDoesNotReadAreNotAllAnswered() {
        TestClient client = edge.client();
        Buffer ping = Buffer.buffer(new byte[125]);
        AtomicInteger answers = new AtomicInteger();
        CompletableFuture<Void> last = new CompletableFuture<>();
        client.socket.pongHandler(pong -> {
            answers.incrementAndGet();
            if (pong.length() == 0) {
                last.complete(null);
            }
        });
        client.socket.pause();
        for (int sent = 0; sent < MANY_PINGS; sent += PINGS_AT_ONCE) {
            List<Future<Void>> written = new ArrayList<>();
            for (int more = 0; more < PINGS_AT_ONCE; more++) {
                written.add(client.socket.writePing(ping));
            }
            Future.all(written).await();
        }
        client.socket.resume();
        Await.until(() -> {
            client.socket.writePing(Buffer.buffer());
            return last.isDone();
        });
        assertThat(answers.get()).isLessThan(MANY_PINGS);
    }

    @Test
    void aTextInPiecesIsOneWhateverComesBetween() {
        TestClient client = edge.client();
        String hello = ClientJson.write(new ClientFrame.Hello(ANNS, Optional.empty(), false));
        client.socket.writeFrame(WebSocketFrame.textFrame(hello.substring(0, 5), false));
        client.socket.writePing(Buffer.buffer());
        client.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(hello.substring(5, 9)), false));
        client.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(hello.substring(9)), true));
        client.next("welcome");
    }

    @Test
    void whoGoesIsAnsweredAndGone() {
        TestClient client = edge.client().join(ANNS);
        client.socket.close((short) 4000, "enough");
        assertThat(client.closeCode()).isEqualTo(4000);
        Await.until(() -> edge.node.attached.isEmpty());
    }

    @Test
    void aMessageThatNoTransportTakesInClosesWith1009() {
        TestClient client = edge.client();
        client.socket.writeFrame(WebSocketFrame.textFrame(TWO_MIB, false));
        client.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(TWO_MIB), false));
        client.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x"), true));
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void whatIsWrittenTogetherLeavesTogether() {
        WebSocketConnection connection = new WebSocketConnection((ContextInternal) edge.vertx.getOrCreateContext());
        EmbeddedChannel server = new EmbeddedChannel(connection);
        connection.write(new EncodedText("at once"));
        assertThat(server.outboundMessages()).hasSize(1);
        connection.together(() -> {
            connection.write(new EncodedText("first"));
            connection.together(() -> connection.write(new EncodedText("second")));
            assertThat(server.outboundMessages()).hasSize(1);
        });
        assertThat(server.outboundMessages()).hasSize(2);
        assertThat(texts(server)).containsExactly("at once", "first", "second");
    }

    @Test
    void textsOfAnyLengthGoOutInOrderAndAheadOfTheClose() {
        WebSocketConnection connection = new WebSocketConnection((ContextInternal) edge.vertx.getOrCreateContext());
        EmbeddedChannel server = new EmbeddedChannel(connection);
        List<String> said = Stream.of(10, 70_000, 40_000, 40_000, 0, 5)
                .map(length -> "x".repeat(length) + length)
                .toList();
        List<Future<Void>> left = new ArrayList<>();
        connection.together(() -> {
            said.forEach(text -> left.add(connection.write(new EncodedText(text))));
            connection.close(CloseCode.DRAINING, new EncodedText("farewell"));
        });
        assertThat(left).allMatch(Future::succeeded);
        assertThat(connection.write(new EncodedText("too late")).failed()).isTrue();
        assertThat(server.outboundMessages()).last().isInstanceOf(CloseWebSocketFrame.class);
        assertThat(texts(server)).containsExactlyElementsOf(said);
    }

    /** What a client reads of what the server has written. */
    private static List<String> texts(EmbeddedChannel server) {
        EmbeddedChannel client = client();
        server.outboundMessages().stream().filter(ByteBuf.class::isInstance).forEach(client::writeInbound);
        return client.inboundMessages().stream()
                .map(TextWebSocketFrame.class::cast)
                .map(frame -> {
                    String text = frame.text();
                    frame.release();
                    return text;
                })
                .toList();
    }

    private static EmbeddedChannel client() {
        return new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(ROOMY)
                .build()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 0xFFFF, 0x10000})
    void aTextOfAnyLengthIsOneFrame(int length) {
        String text = length == 0 ? "" : "é" + "x".repeat(length - 2);
        EmbeddedChannel client = client();
        client.writeInbound(TextFrame.of(new EncodedText(text), UnpooledByteBufAllocator.DEFAULT));
        TextWebSocketFrame frame = client.readInbound();
        assertThat(frame.isFinalFragment()).isTrue();
        assertThat(frame.text()).isEqualTo(text);
        frame.release();
        assertThat(client.<Object>readInbound()).isNull();
    }
}
