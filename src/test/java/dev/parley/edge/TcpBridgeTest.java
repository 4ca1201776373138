package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.HooksService;
import dev.parley.contract.FrameContract;
import dev.parley.model.UserId;
import dev.parley.node.Recipient;
import dev.parley.servers.Pem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs at the bridge over TCP. */
class TcpBridgeTest {
    private static final UserId BOT = new UserId(41);
    private static final UserId ANN = new UserId(42);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String BOTS = "41/1";
    private static final JsonObject QUESTION = new JsonObject().put("message", new JsonObject().put("text", "hi"));

    @TempDir
    private Path folder;

    private EdgeFixture edge;

    @BeforeEach
    void start() throws IOException {
        edge = new EdgeFixture(Files.writeString(folder.resolve("token"), SECRET + "\n"), Optional.empty());
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void aBotHearsWhatIsSaidToItAndAnswers() throws IOException {
        try (Program bot = new Program()) {
            bot.say(frame("register", "user.41", SECRET));
            assertThat(bot.heard("message").getJsonObject("body").getString("type"))
                    .isEqualTo("welcome");
            assertThat(bot.heard("message").getJsonObject("body").getString("type"))
                    .isEqualTo("synced");
            edge.node.deliver(
                    BOT, edge.node.message(250_000_000_000_000_000L, ANN, BOT, "Grüß dich 👋"), Optional.empty());
            JsonObject heard = bot.heard("message");
            assertThat(heard.getString("address")).isEqualTo("user.41");
            assertThat(heard.getBoolean("send")).as("it is for all devices").isFalse();
            assertThat(heard.getJsonObject("body").getString("text")).isEqualTo("Grüß dich 👋");

            JsonObject said = new JsonObject()
                    .put("ref", "r1")
                    .put("to", new JsonObject().put("user", "42"))
                    .put("text", "and you");
            bot.say(frame("send", "chat.send", "").put("replyAddress", "r").put("body", said));
            JsonObject accepted = bot.heard("message");
            assertThat(accepted.getString("address")).isEqualTo("r");
            assertThat(accepted.getBoolean("send")).isTrue();
            assertThat(accepted.getJsonObject("body").getString("type")).isEqualTo("accepted");
        }
    }

    @Test
    void aFailureNamesWhereItWasSentAndWhereTheAnswerIsWaitedFor() throws IOException {
        try (Program program = new Program()) {
            JsonObject none = new JsonObject().put("cursor", "none");
            program.say(
                    frame("send", "chat.sync", SECRET).put("replyAddress", "r").put("body", none));
            JsonObject failed = program.heard("err");
            assertThat(failed.getString("address")).isEqualTo("r");
            assertThat(failed.getString("sourceAddress")).isEqualTo("chat.sync");
            program.say(frame("send", "chat.router.submit", "").put("replyAddress", "s"));
            assertThat(program.heard("err").getString("sourceAddress")).isEqualTo("chat.router.submit");
            program.say(frame("send", "chat.sync", "").put("body", none));
            assertThat(program.heard("err").containsKey("sourceAddress")).isFalse();
        }
    }

    @Test
    void aPingIsAnswered() throws IOException {
        try (Program program = new Program()) {
            program.say(new JsonObject().put("type", "ping"));
            program.heard("pong");
        }
    }

    @Test
    void comesOverTlsAloneWhereItHasACertificate() throws IOException {
        try (EdgeFixture secured = new EdgeFixture(folder.resolve("token"), Optional.of(Pem.OURS.files()));
                Program program = new Program(Pem.connect(secured.bridgePort, Pem.OURS.trusted()))) {
            program.say(new JsonObject().put("type", "ping"));
            program.heard("pong");
            assertThatThrownBy(() -> Pem.connect(secured.bridgePort, Pem.THEIRS.trusted()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef0123456789abcdeX", "0123456789abcdef"})
    void whoDoesNotShowTheServiceTokenIsNobody(String token) throws IOException {
        try (Program program = new Program()) {
            program.say(frame("register", "user.41", token));
            assertThat(program.heard("err").getString("body")).isEqualTo("unauthenticated");
            program.say(frame("register", "chat.hooks.message", token));
            assertThat(program.heard("err").getString("body")).isEqualTo("unauthenticated");
            program.say(frame("send", "hooks.answer.1", token));
            assertThat(program.heard("err").getString("body")).isEqualTo("unauthenticated");
            assertThat(program.heard("message").getJsonObject("body").getInteger("code"))
                    .isEqualTo(4400);
            assertThat(program.isOver()).isTrue();
        }
        assertThat(edge.node.attached).isEmpty();
    }

    @Test
    void aBotWhoseDeviceIsSignedOutIsClosed() throws IOException {
        try (Program bot = new Program()) {
            bot.say(frame("register", "user.41", SECRET));
            bot.heard("message");
            bot.heard("message");
            edge.node.end(Recipient.End.REVOKED);
            assertThat(bot.heard("message").getJsonObject("body").getInteger("code"))
                    .isEqualTo(4403);
            assertThat(bot.isOver()).isTrue();
        }
    }

    @Test
    void whoSaysNothingIsClosed() throws IOException {
        try (Program program = new Program()) {
            program.say(new JsonObject().put("type", "ping"));
            program.heard("pong");
            edge.pass(11);
            assertThat(program.heard("message").getJsonObject("body").getInteger("code"))
                    .isEqualTo(4401);
            assertThat(program.isOver()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "register, chat.router.submit",
        "register, user.42",
        "publish, chat.send",
        "send, chat.persistence.append",
        "send, hooks.answer.1"
    })
    void theServiceTokenOpensNothingElse(String type, String address) throws IOException {
        try (Program program = new Program()) {
            program.say(frame("send", "chat.sync", SECRET).put("body", new JsonObject().put("cursor", "0")));
            program.say(frame(type, address, SECRET).put("body", new JsonObject().put("allow", true)));
            assertThat(program.heard("err").getString("body")).isEqualTo("access_denied");
        }
    }

    @Test
    void clientsElsewhereCannotDecideAboutMessages() {
        TestClient client = TestClient.connect(edge.vertx, edge.port, "/eventbus/websocket");
        client.write(frame("register", "chat.hooks.message", SECRET).encode());
        assertThat(client.next("err").getString("body")).isEqualTo("access_denied");
        client.write(frame("send", "hooks.answer.1", SECRET)
                .put("body", new JsonObject().put("allow", true))
                .encode());
        assertThat(client.next("err").getString("body")).isEqualTo("access_denied");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, 4 * 1024 * 1024 + 1})
    void aLengthThatCannotBeClosesTheConnection(int length) throws IOException {
        try (Program program = new Program()) {
            program.out.writeInt(length);
            program.out.flush();
            program.heard("message");
            assertThat(program.isOver()).isTrue();
        }
    }

    @Test
    void aProgramIsAskedAndDecides() throws IOException {
        try (Program program = hook()) {
            Future<JsonObject> answer = ask();
            JsonObject question = program.heard("message");
            assertThat(question.getString("address")).isEqualTo("chat.hooks.message");
            assertThat(question.getJsonObject("body")).isEqualTo(QUESTION);
            JsonObject said = new JsonObject()
                    .put("allow", true)
                    .put("annotations", new JsonObject().put("language", "de"))
                    .put("more", new JsonArray().add(1).addNull());
            program.answer(question, said);

            assertThat(await(answer)).as("it is for who asks to judge").isEqualTo(said);
        }
    }

    @Test
    void anAnswerIsShort() throws IOException {
        try (Program program = hook()) {
            Future<JsonObject> answer = ask();
            JsonObject question = program.heard("message");
            program.answer(question, new JsonObject().put("reason", "r".repeat(16_384)));

            assertThat(program.heard("err").getJsonObject("failure").getString("message"))
                    .isEqualTo("body is at most 16384 characters");
            program.answer(question, new JsonObject().put("allow", true));
            assertThat(await(answer).getBoolean("allow")).isTrue();
        }
    }

    @Test
    void programsAreAskedInTurn() throws IOException {
        try (Program one = hook();
                Program other = hook()) {
            Future<JsonObject> first = ask();
            one.answer(one.heard("message"), new JsonObject().put("allow", true));
            await(first);
            Future<JsonObject> second = ask();
            other.answer(other.heard("message"), new JsonObject().put("allow", false));
            assertThat(await(second).getBoolean("allow")).isFalse();
        }
    }

    @Test
    void whatAProgramTakesWithItIsNotAnswered() throws IOException {
        Future<JsonObject> answer;
        try (Program program = hook()) {
            answer = ask();
            program.heard("message");
        }
        assertThatThrownBy(() -> await(answer)).hasMessageContaining("does not answer");
        nobodyIsAskedAnyMore();
    }

    @Test
    void anEdgeThatDrainsAsksNothingMoreAndLetsAnswer() throws IOException {
        edge.node.otherEdges = List.of(URI.create("http://other.example:8081"));
        try (Program program = hook()) {
            Future<JsonObject> answer = ask();
            JsonObject question = program.heard("message");
            edge.node.edge.drain();
            assertThat(program.heard("message").getJsonObject("body").getString("type"))
                    .isEqualTo("reconnect");
            nobodyIsAskedAnyMore();

            program.answer(question, new JsonObject().put("allow", true));
            assertThat(await(answer).getBoolean("allow")).isTrue();
        }
    }

    private void nobodyIsAskedAnyMore() {
        Await.until(() -> ask().transform(done -> Future.succeededFuture(done.cause()))
                .await()
                .getMessage()
                .contains("nobody answers"));
    }

    @Test
    void aTokenThatCanBeGuessedStopsTheStart() throws IOException {
        Path weak = Files.writeString(folder.resolve("weak"), "secret");

        assertThatThrownBy(() -> new EdgeFixture(weak, Optional.empty()))
                .hasMessageContaining("no token of 32 characters");
        assertThatThrownBy(() -> new EdgeFixture(folder.resolve("none"), Optional.empty()))
                .hasMessageContaining("cannot be read");
    }

    private Program hook() throws IOException {
        Program program = new Program();
        program.say(frame("register", "chat.hooks.message", SECRET).put("replyAddress", "ready"));
        assertThat(program.heard("message").getString("address")).isEqualTo("ready");
        return program;
    }

    private Future<JsonObject> ask() {
        return edge.bus.request(HooksService.message(Duration.ofSeconds(20)), QUESTION);
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }

    private static JsonObject frame(String type, String address, String service) {
        JsonObject headers =
                new JsonObject().put("Authorization", "Bearer " + BOTS).put("Service-Token", service);
        return new JsonObject().put("type", type).put("address", address).put("headers", headers);
    }

    /** A program of the operator. */
    private final class Program implements AutoCloseable {
        private final Socket socket;
        private final DataOutputStream out;
        private final DataInputStream in;

        Program() throws IOException {
            this(new Socket(InetAddress.getLoopbackAddress(), edge.bridgePort));
        }

        Program(Socket socket) throws IOException {
            this.socket = socket;
            this.out = new DataOutputStream(socket.getOutputStream());
            this.in = new DataInputStream(socket.getInputStream());
            socket.setSoTimeout(20_000);
        }

        void say(JsonObject frame) throws IOException {
            byte[] bytes = frame.encode().getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }

        void answer(JsonObject question, JsonObject body) throws IOException {
            say(new JsonObject()
                    .put("type", "send")
                    .put("address", question.getString("replyAddress"))
                    .put("body", body));
        }

        /** The next frame, which is of this type and as the contract says. */
        JsonObject heard(String type) throws IOException {
            JsonObject frame = new JsonObject(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            assertThat(frame.getString("type")).as(frame.encode()).isEqualTo(type);
            FrameContract.TCP_SERVER.check(frame);
            return frame;
        }

        boolean isOver() throws IOException {
            return in.read() == -1;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
