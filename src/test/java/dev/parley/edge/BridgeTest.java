package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Done;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PushService;
import dev.parley.bus.RouterService;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.HybridClock;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Recipient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of stock clients of the event bus, on a raw WebSocket. */
class BridgeTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final String ANNS = "41/9";

    private final EdgeFixture edge = new EdgeFixture(true);
    private final HybridClock clock = new HybridClock(System::currentTimeMillis);

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void whoRegistersGetsWhatASessionGets() {
        TestClient ann = registered(ANNS);
        edge.node.deliver(ANN, edge.node.message(1, BOB, ANN, "hi"), Optional.empty());

        JsonObject message = received(ann, "user.41");
        assertThat(message.getString("type")).isEqualTo("message");
        assertThat(message.getString("text")).isEqualTo("hi");

        edge.node.deliver(
                ANN, new Deliver(new News.Presence(BOB, true, Optional.empty()), List.of(ANN), Optional.empty()));
        assertThat(received(ann, "user.41").getString("type")).isEqualTo("presence");
    }

    @Test
    void registeringCatchesUpFromTheCursorInItsHeaders() {
        edge.inbox.add(edge.node.message(5, BOB, ANN, "missed"));
        TestClient ann = client();
        ann.write(frame("register", "user.41", ANNS, "cursor", "0").encode());

        assertThat(received(ann, "user.41").getString("type")).isEqualTo("welcome");
        assertThat(received(ann, "user.41").getString("text")).isEqualTo("missed");
        assertThat(received(ann, "user.41").getString("type")).isEqualTo("synced");
    }

    @Test
    void aSendIsAnsweredAtItsReplyAddress() {
        TestClient ann = client();
        send(ann, "chat.send", ANNS, message("r1", "hi"));

        JsonObject accepted = received(ann, "reply-1");
        assertThat(accepted.getString("type")).isEqualTo("accepted");
        assertThat(accepted.getString("ref")).isEqualTo("r1");
        assertThat(edge.node.attached).as("sending makes no session").isEmpty();
    }

    @Test
    void whatASessionSendsDoesNotComeBackToIt() {
        BlockingQueue<SessionId> origins = new LinkedBlockingQueue<>();
        edge.node.submitter = (draft, origin) -> {
            origins.add(origin);
            return edge.node.accept(draft, origin);
        };
        TestClient ann = client();
        ann.write(frame("register", "user.41", ANNS).encode());
        send(ann, "chat.send", ANNS, message("r1", "said before the welcome came"));

        assertThat(received(ann, "user.41").getString("type")).isEqualTo("welcome");
        assertThat(poll(origins))
                .isEqualTo(edge.node.attached.keySet().iterator().next());
    }

    @Test
    void aFailedSendIsAnError() {
        edge.node.submitter = (draft, origin) -> Future.failedFuture(Failure.of(FailureCode.BLOCKED, "no"));
        TestClient ann = client();
        send(ann, "chat.send", ANNS, message("r1", "hi"));

        JsonObject error = failed(ann, "blocked");
        assertThat(error.getString("address")).isEqualTo("reply-1");
        assertThat(error.getInteger("failureCode")).isEqualTo(403);
        assertThat(error.getJsonObject("failure").getBoolean("retryable")).isFalse();
    }

    @Test
    void aSyncIsAnsweredWithAllOfAPage() {
        edge.inbox.add(edge.node.message(5, BOB, ANN, "one"));
        edge.inbox.add(edge.node.message(6, BOB, ANN, "two"));
        TestClient ann = client();
        send(ann, "chat.sync", ANNS, new JsonObject().put("cursor", "0").put("limit", 1));

        JsonObject page = received(ann, "reply-1");
        assertThat(page.getJsonArray("messages").getJsonObject(0).getString("text"))
                .isEqualTo("one");
        assertThat(page.getBoolean("more")).isTrue();
        assertThat(page.getString("cursor")).isNotEmpty();
    }

    @Test
    void aPageIsOnlyAsLongAsAnswersMayBe() {
        String text = "x".repeat(BridgeCalls.MOST_CHARS / 5);
        for (int id = 1; id <= 20; id++) {
            edge.inbox.add(edge.node.message(id, BOB, ANN, text));
        }
        TestClient ann = client();
        send(ann, "chat.sync", ANNS, new JsonObject().put("cursor", "0"));

        JsonObject page = received(ann, "reply-1");
        assertThat(page.getJsonArray("messages")).hasSizeBetween(1, 5);
        assertThat(page.getBoolean("more")).isTrue();
    }

    @Test
    void aReadIsAnsweredWhenItIsNoted() {
        BlockingQueue<RouterService.Marks> marks = new LinkedBlockingQueue<>();
        edge.bus
                .serve(RouterService.MARK, mark -> {
                    marks.add(mark);
                    return Future.succeededFuture(Done.DONE);
                })
                .await();
        TestClient ann = client();
        send(
                ann,
                "chat.read",
                ANNS,
                new JsonObject().put("conversation", "d:41:42").put("id", "77"));

        assertThat(received(ann, "reply-1")).isEmpty();
        RouterService.Marks noted = poll(marks);
        assertThat(noted.conversation()).isEqualTo(ConversationId.direct(ANN, BOB));
        assertThat(noted.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.user()).isEqualTo(ANN);
            assertThat(mark.read()).contains(new MessageId(77));
        });
    }

    @Test
    void whatIsAcknowledgedIsMarkedDeliveredAndNotPushed() {
        BlockingQueue<RouterService.Marks> marks = new LinkedBlockingQueue<>();
        BlockingQueue<PushService.Order> pushes = new LinkedBlockingQueue<>();
        edge.bus.serve(RouterService.MARK, mark -> done(marks, mark)).await();
        edge.bus
                .serve(PushService.QUEUE, queue -> done(pushes, queue.orders().get(0)))
                .await();
        TestClient ann = registered(ANNS);
        MessageId got = deliver(ann);
        MessageId lost = deliver(ann);
        JsonObject ids = new JsonObject().put("ids", new JsonArray().add(got.toString()));
        send(ann, "chat.received", ANNS, ids);
        assertThat(received(ann, "reply-1")).isEmpty();
        assertThat(poll(marks).marks().get(0).delivered())
                .map(RouterService.Received::id)
                .contains(got);

        edge.pass(PushService.ACKNOWLEDGED_WITHIN.toSeconds() + 1);
        assertThat(poll(pushes).message()).isEqualTo(lost);
        assertThat(pushes).isEmpty();
    }

    @Test
    void whoIsNotRegisteredHasNothingToAcknowledge() {
        TestClient ann = client();
        send(ann, "chat.received", ANNS, new JsonObject().put("ids", new JsonArray().add("7")));
        assertThat(received(ann, "reply-1")).isEmpty();
    }

    private static <T> Future<Done> done(BlockingQueue<T> all, T one) {
        all.add(one);
        return Future.succeededFuture(Done.DONE);
    }

    /** Something that Bob says now, as Ann's client gets it. */
    private MessageId deliver(TestClient ann) {
        MessageId id = clock.next(new NodeNumber(1));
        edge.node.deliver(ANN, edge.node.message(id.value(), BOB, ANN, "hi"), Optional.empty());
        assertThat(received(ann, "user.41").getString("id")).isEqualTo(id.toString());
        return id;
    }

    @ParameterizedTest
    @CsvSource({
        "register,user.42",
        "register,user.",
        "register,chat.router.submit",
        "register,chat.send",
        "unregister,user.42",
        "publish,chat.send",
        "publish,user.41",
        "send,user.41",
        "send,user.42",
        "send,chat.router.submit",
        "send,chat.persistence.append",
        "send,__vertx.reply.1",
        "send,"
    })
    void everythingElseIsDenied(String type, String address) {
        TestClient ann = registered(ANNS);
        JsonObject frame = frame(type, Optional.ofNullable(address).orElse(""), ANNS);
        ann.write(frame.put("body", message("r", "x")).encode());
        failed(ann, "access_denied");
        send(ann, "chat.send", ANNS, message("r1", "and nothing else happens"));
        received(ann, "reply-1");
    }

    @ParameterizedTest
    @CsvSource({"expired,token_expired", "forged,unauthenticated", "'',unauthenticated"})
    void aTokenThatIsNoGoodIsRefused(String token, String code) {
        TestClient client = client();
        send(client, "chat.send", token, message("r1", "hi"));
        assertThat(failed(client, code).getString("address")).isEqualTo("reply-1");
        client.write(frame("register", "user.41", token).encode());
        failed(client, code);
        assertThat(edge.node.attached).isEmpty();
    }

    @Test
    void whoShowsNoTokenInTimeIsClosed() {
        TestClient client = client();
        client.write("{\"type\":\"ping\"}");
        TestClient caller = client();
        send(caller, "chat.send", ANNS, message("r1", "hi"));
        received(caller, "reply-1");
        edge.pass(11);
        assertThat(client.closeCode()).isEqualTo(4401);
        send(caller, "chat.send", ANNS, message("r2", "hi"));
        received(caller, "reply-1");
    }

    @Test
    void aPingKeepsASessionAlive() {
        TestClient ann = registered(ANNS);
        edge.pass(40);
        ann.write("{\"type\":\"ping\"}");
        send(ann, "chat.send", ANNS, message("r1", "the ping was taken in"));
        received(ann, "reply-1");
        edge.pass(40);
        send(ann, "chat.send", ANNS, message("r2", "hi"));
        received(ann, "reply-1");
    }

    @Test
    void aFreshTokenOnAnyFrameKeepsASession() {
        edge.node.expiry = Instant.now().plusSeconds(100);
        TestClient ann = registered(ANNS);
        edge.node.expiry = Instant.now().plusSeconds(1_000);
        send(ann, "chat.send", ANNS, message("r1", "hi"));
        received(ann, "reply-1");
        edge.pass(50);
        ann.write("{\"type\":\"ping\"}");
        send(ann, "chat.send", ANNS, message("r2", "hi"));
        received(ann, "reply-1");
        edge.pass(55);
        send(ann, "chat.send", ANNS, message("r3", "hi"));
        received(ann, "reply-1");
    }

    @Test
    void aSessionEndsWithItsTokenOrItsDevice() {
        TestClient ann = registered(ANNS);
        edge.node.end(Recipient.End.REVOKED);
        assertThat(ann.closeCode()).isEqualTo(4403);
    }

    @Test
    void unregisteringEndsTheSessionAndNotTheConnection() {
        TestClient ann = registered(ANNS);
        ann.write(frame("unregister", "user.41", ANNS).encode());
        Await.until(() -> edge.node.attached.isEmpty());
        send(ann, "chat.send", ANNS, message("r1", "still here"));
        received(ann, "reply-1");
        ann.write(frame("register", "user.41", ANNS).encode());
        assertThat(received(ann, "user.41").getString("type")).isEqualTo("welcome");
    }

    @Test
    void aBadCursorRefusesTheRegistrationAlone() {
        TestClient ann = client();
        ann.write(frame("register", "user.41", ANNS, "cursor", "nonsense").encode());
        failed(ann, "bad_cursor");
        ann.write(frame("register", "user.41", ANNS).encode());
        assertThat(received(ann, "user.41").getString("type")).isEqualTo("welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{\"type\":\"jump\"}", "{\"type\":\"send\",\"address\":7}"})
    void theThirdFrameThatIsNoneClosesWith4400(String text) {
        TestClient client = client();
        if (text.contains("send")) {
            client.write(text);
            failed(client, "access_denied");
            return;
        }
        client.write(text);
        failed(client, "bad_frame");
        client.write(text).write(text);
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    @Test
    void framesOfAnyKindAreLimited() {
        TestClient client = client();
        for (int i = 0; i < 1_000; i++) {
            client.write("{\"type\":\"ping\"}");
        }
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void aReaderThatStopsIsClosed() {
        TestClient slow = registered("42/1");
        slow.socket.pause();
        String text = "x".repeat(100_000);
        for (int id = 1; !edge.node.attached.isEmpty() && id < 2_000; id++) {
            edge.node.deliver(BOB, edge.node.message(id, ANN, BOB, text), Optional.empty());
        }
        Await.until(() -> edge.node.attached.isEmpty());
        slow.socket.resume();
        assertThat(slow.closeCode()).isEqualTo(4508);
    }

    private TestClient client() {
        return TestClient.connect(edge.vertx, edge.port, "/eventbus/websocket");
    }

    private TestClient registered(String token) {
        TestClient client = client();
        String address = "user." + token.split("/", -1)[0];
        client.write(frame("register", address, token).encode());
        assertThat(received(client, address).getString("type")).isEqualTo("welcome");
        assertThat(received(client, address).getString("type")).isEqualTo("synced");
        return client;
    }

    private static void send(TestClient client, String address, String token, JsonObject body) {
        client.write(frame("send", address, token)
                .put("replyAddress", "reply-1")
                .put("body", body)
                .encode());
    }

    private static JsonObject frame(String type, String address, String token, String... headers) {
        JsonObject given = new JsonObject().put("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], headers[i + 1]);
        }
        return new JsonObject().put("type", type).put("address", address).put("headers", given);
    }

    private static JsonObject message(String ref, String text) {
        return new JsonObject()
                .put("ref", ref)
                .put("to", new JsonObject().put("user", "42"))
                .put("text", text)
                .put("mentions", new JsonArray());
    }

    private static JsonObject received(TestClient client, String address) {
        JsonObject frame = client.next("rec");
        assertThat(frame.getString("address")).isEqualTo(address);
        return frame.getJsonObject("body");
    }

    private static JsonObject failed(TestClient client, String code) {
        JsonObject frame = client.next("err");
        assertThat(frame.getString("body")).isEqualTo(code);
        assertThat(frame.getString("message")).isEqualTo(code);
        assertThat(frame.getJsonObject("failure").getString("code")).isEqualTo(code);
        return frame;
    }

    private static <T> T poll(BlockingQueue<T> queue) {
        try {
            T found = queue.poll(20, TimeUnit.SECONDS);
            assertThat(found).isNotNull();
            return found;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
