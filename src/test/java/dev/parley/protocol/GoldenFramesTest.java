package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Annotations;
import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.DeviceId;
import dev.parley.model.Event;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire format, as it is written in the files under {@code golden}. */
class GoldenFramesTest {
    private static final MessageId ID = new MessageId(250_000_000_000_000_000L);
    private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final List<UserId> MENTIONS = List.of(BOB, new UserId(43));
    private static final Optional<MessageId> ANSWERED = Optional.of(new MessageId(7001));

    private static final ConversationId CHAT = ConversationId.direct(ANN, BOB);

    private static final Map<String, ClientFrame> CLIENT = Map.of(
            "hello", new ClientFrame.Hello("eyJ.abc.def", Optional.of("0"), true),
            "send",
                    new ClientFrame.Send(
                            new ClientFrame.ToUser(BOB), new Content("r-1", "Grüß dich 👋", ANSWERED, MENTIONS)),
            "received", new ClientFrame.Received(List.of(new MessageId(7001), new MessageId(7002))),
            "read", new ClientFrame.Read(new ConversationId.Group(new GroupId(5)), new MessageId(7001)),
            "typing", new ClientFrame.Typing(CHAT, true),
            "presence", new ClientFrame.Presence(MENTIONS, Optional.empty()),
            "sync", new ClientFrame.Sync("AQ", 50),
            "heartbeat", new ClientFrame.Heartbeat(),
            "token", new ClientFrame.Token("eyJ.new.one"));

    private static final Map<String, ServerFrame> SERVER = Map.ofEntries(
            Map.entry(
                    "welcome",
                    new ServerFrame.Welcome(
                            ANN,
                            new DeviceId(9),
                            new SessionId("s-1"),
                            Duration.ofSeconds(25),
                            Duration.ofSeconds(30),
                            TIME)),
            Map.entry("message", new ServerFrame.MessageFrame(message(), true)),
            Map.entry("synced", new ServerFrame.Synced("AQ", false, true)),
            Map.entry("accepted", new ServerFrame.Accepted("r-1", ID, new ConversationId.Group(new GroupId(5)), true)),
            Map.entry(
                    "failed",
                    new ServerFrame.Failed(
                            "r-1",
                            Failure.of(FailureCode.RATE_LIMITED, "slow down").retryAfter(Duration.ofMillis(250)))),
            Map.entry(
                    "receipt",
                    new ServerFrame.Receipt(
                            CHAT, BOB, Optional.of(new MessageId(7002)), Optional.of(new MessageId(7001)))),
            Map.entry("typing", new ServerFrame.Typing(CHAT, BOB, true)),
            Map.entry("presence", new ServerFrame.Presence(BOB, false, Optional.of(TIME))),
            Map.entry("error", new ServerFrame.ErrorFrame(Failure.of(FailureCode.BAD_CURSOR, "not a cursor of yours"))),
            Map.entry("heartbeat", new ServerFrame.Heartbeat()),
            Map.entry("close", new ServerFrame.Close(CloseCode.TOKEN_EXPIRED)),
            Map.entry("token", new ServerFrame.TokenAccepted(TIME.plusMillis(120))),
            Map.entry(
                    "reconnect",
                    new ServerFrame.Reconnect(
                            Duration.ofMillis(1500), Optional.of(URI.create("https://edge2.example")), "draining")));

    private static Message message() {
        return new Message(
                        ID,
                        ConversationId.direct(ANN, BOB),
                        ANN,
                        Message.Kind.TEXT,
                        "r-1",
                        "Grüß dich 👋 \"\\\n",
                        ANSWERED,
                        MENTIONS)
                .annotated(new Annotations(Map.of("language", "de", "flag", "spam?")));
    }

    static Set<String> clientFrames() {
        return new TreeSet<>(CLIENT.keySet());
    }

    static Set<String> serverFrames() {
        return new TreeSet<>(SERVER.keySet());
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void readsTheClientFrame(String name) throws IOException {
        assertThat(FrameDecoder.decode(golden("client-" + name))).isEqualTo(new Decoded.Valid(CLIENT.get(name)));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void theClientFrameIsWhatAClientWrites(String name) throws IOException {
        assertThat(new JsonObject(ClientJson.write(CLIENT.get(name))))
                .isEqualTo(new JsonObject(golden("client-" + name)));
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void writesTheServerFrame(String name) throws IOException {
        assertThat(encoded(SERVER.get(name))).isEqualTo(golden("server-" + name));
    }

    @Test
    void everyFrameHasAGoldenFile() {
        assertThat(CLIENT).hasSameSizeAs(frames(ClientFrame.class));
        assertThat(SERVER).hasSameSizeAs(frames(ServerFrame.class));
    }

    @Test
    void aRefIsForTheSendersDevicesOnly() {
        assertThat(encoded(new ServerFrame.MessageFrame(message(), false))).doesNotContain("r-1");
    }

    @Test
    void anEntryOfTheUsersOwnLogIsAnEvent() {
        String body = "{\"user\":\"42\"}";
        Message entry = new Message(
                ID,
                new ConversationId.Personal(ANN),
                ANN,
                Message.Kind.EVENT,
                Message.SERVER_REF + "1",
                new Event("friend.requested", body).write(),
                Optional.empty(),
                List.of());
        assertThat(encoded(new ServerFrame.MessageFrame(entry, true)))
                .isEqualTo("{\"type\":\"event\",\"id\":\"" + ID + "\",\"at\":\"" + MessageJson.time(ID.at())
                        + "\",\"name\":\"friend.requested\",\"body\":" + body + "}");
    }

    @Test
    void aChangedTextSaysWhenAndHow() {
        MessageId later = new MessageId(ID.value() + (1000L << 22));
        Message edit = Message.of(
                later, CHAT, ANN, new Content("r-2", Message.Kind.EDIT, "new", Optional.empty(), List.of(), target()));
        assertThat(new JsonObject(encoded(new ServerFrame.MessageFrame(message().amendedBy(edit), false))))
                .contains(Map.entry("text", "new"), Map.entry("editedAt", MessageJson.time(later.at())))
                .noneMatch(field -> field.getKey().equals("annotations"));
        Message delete = Message.of(
                new MessageId(later.value() + 1),
                CHAT,
                ANN,
                new Content("r-3", Message.Kind.DELETE, "", Optional.empty(), List.of(), target()));
        Message deleted = message().amendedBy(delete);
        assertThat(deleted.amendedBy(edit)).isEqualTo(deleted);
        assertThat(new JsonObject(encoded(new ServerFrame.MessageFrame(deleted, false))))
                .contains(Map.entry("text", ""), Map.entry("deletedAt", MessageJson.time(later.at())))
                .doesNotContain(Map.entry("kind", "delete"));
        assertThat(new JsonObject(encoded(new ServerFrame.MessageFrame(delete, false))))
                .contains(Map.entry("kind", "delete"), Map.entry("target", ID.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "é – ж", "漢字", "👩‍👩‍👧 at the very end 😀", "\"quoted\"\n\u0001"})
    void aTextIsItsCharactersInUtf8(String text) {
        Message message = new Message(ID, CHAT, ANN, Message.Kind.TEXT, "r-1", text, Optional.empty(), List.of());
        String frame = encoded(new ServerFrame.MessageFrame(message, false));
        assertThat(new JsonObject(frame).getString("text")).isEqualTo(text);
        assertThat(frame).doesNotContain("\\ud");
    }

    private static String encoded(ServerFrame frame) {
        return new String(FrameEncoder.encode(frame), StandardCharsets.UTF_8);
    }

    private static Optional<MessageId> target() {
        return Optional.of(ID);
    }

    private static Object[] frames(Class<?> side) {
        return List.of(side.getPermittedSubclasses()).stream()
                .filter(side::isAssignableFrom)
                .toArray();
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = GoldenFramesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
