package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Cursor;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import dev.parley.node.Accepted;
import dev.parley.node.Recipient;
import dev.parley.protocol.ClientFrame;
import dev.parley.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session says and does, over a real WebSocket. */
class SessionTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final String ANNS = "41/9";

    private final EdgeFixture edge = new EdgeFixture(false);

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void welcomesAndGivesTodaysCursorToANewDevice() {
        edge.inbox.add(edge.node.message(1000, BOB, ANN, "old"));
        TestClient client = edge.client().hello(ANNS);
        JsonObject welcome = client.next("welcome");
        assertThat(welcome.getString("user")).isEqualTo("41");
        assertThat(welcome.getString("device")).isEqualTo("9");
        assertThat(welcome.getInteger("heartbeatMs")).isEqualTo(25_000);
        assertThat(welcome.getJsonObject("limits").getInteger("frameBytes")).isEqualTo(Limits.FRAME_BYTES);
        JsonObject synced = client.next("synced");
        assertThat(Cursor.parse(synced.getString("cursor"), ANN)).isEqualTo(Cursor.at(7));
        assertThat(synced.getBoolean("more")).isFalse();
    }

    @Test
    void isListedBeforeItIsWelcomedAndGoneAfterItCloses() {
        TestClient client = edge.client().join(ANNS);
        assertThat(edge.node.attached).hasSize(1);
        client.socket.close();
        Await.until(() -> edge.node.attached.isEmpty());
    }

    @Test
    void aSessionThatClosesWhileItIsListedIsTakenOffAgain() {
        Promise<Void> listed = Promise.promise();
        edge.node.attachGate = listed.future();
        TestClient client = edge.client().hello(ANNS);
        Await.until(() -> !edge.node.attached.isEmpty());
        edge.node.end(Recipient.End.REPLACED);
        assertThat(client.closeCode()).isEqualTo(4409);
        listed.complete();
        Await.until(() -> edge.node.attached.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "", "a.b.c"})
    void refusesABadToken(String token) {
        TestClient client = edge.client();
        client.write("{\"type\":\"hello\",\"token\":\"" + (token.isEmpty() ? "x" : token) + "\"}");
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void tellsAnExpiredTokenApart() {
        assertThat(edge.client().hello("expired").closeCode()).isEqualTo(4501);
    }

    @Test
    void asksForHelloFirst() {
        TestClient client = edge.client().send("r", 42, "hi");
        assertThat(client.next("error").getString("code")).isEqualTo("unauthenticated");
        client.write(new ClientFrame.Heartbeat());
        assertThat(client.next("error").getString("code")).isEqualTo("unauthenticated");
        client.join(ANNS);
    }

    @Test
    void refusesASecondHello() {
        TestClient client = edge.client().join(ANNS).hello(ANNS);
        assertThat(client.next("error").getString("code")).isEqualTo("bad_frame");
        client.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "AQAAAAAAAAAHAAAAAAAAAAcAAAAA", ""})
    void aTamperedCursorLeavesTheConnectionUsable(String cursor) {
        TestClient client = edge.client().hello(ANNS, cursor);
        assertThat(client.next("error").getString("code")).isEqualTo("bad_cursor");
        client.join(ANNS).write(new ClientFrame.Sync(cursor, 10));
        assertThat(client.next("error").getString("code")).isEqualTo("bad_cursor");
        client.write(new ClientFrame.Sync(Cursor.at(5).write(BOB), 10));
        assertThat(client.next("error").getString("code")).isEqualTo("bad_cursor");
        client.hearsNothing();
    }

    @Test
    void theThirdMalformedFrameIsTheLast() {
        TestClient client = edge.client().join(ANNS);
        client.write("nonsense");
        assertThat(client.next("error").getString("code")).isEqualTo("bad_frame");
        client.socket.writeBinaryMessage(Buffer.buffer("{}"));
        assertThat(client.next("error").getString("code")).isEqualTo("bad_frame");
        client.write("{\"type\":\"dance\"}");
        assertThat(client.next("error").getString("code")).isEqualTo("bad_frame");
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    @Test
    void acceptsASend() {
        TestClient client = edge.client().join(ANNS).send("r-1", 42, "hi");
        JsonObject accepted = client.next("accepted");
        assertThat(accepted.getString("ref")).isEqualTo("r-1");
        assertThat(accepted.getString("conversation")).isEqualTo("d:41:42");
        assertThat(accepted.containsKey("duplicate")).isFalse();
    }

    @Test
    void saysWhenARefWasKnown() {
        edge.node.submitter =
                (draft, origin) -> Future.succeededFuture(new Accepted(new MessageId(5), draft.conversation(), true));
        JsonObject accepted = edge.client().join(ANNS).send("r-1", 42, "hi").next("accepted");
        assertThat(accepted.getBoolean("duplicate")).isTrue();
        assertThat(accepted.getString("id")).isEqualTo("5");
    }

    @Test
    void passesOnWhyASendFailedAndHidesDefects() {
        TestClient client = edge.client().join(ANNS);
        edge.node.submitter = (draft, origin) ->
                Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "the message store is down"));
        JsonObject failed = client.send("r-1", 42, "hi").next("failed");
        assertThat(failed.getString("code")).isEqualTo("unavailable");
        assertThat(failed.getBoolean("retryable")).isTrue();
        edge.node.submitter = (draft, origin) -> Future.failedFuture(new IllegalStateException("secret"));
        failed = client.send("r-2", 42, "hi").next("failed");
        assertThat(failed.getString("code")).isEqualTo("internal");
        assertThat(failed.encode()).doesNotContain("secret");
        edge.node.submitter = (draft, origin) -> {
            throw new IllegalStateException("secret");
        };
        assertThat(client.send("r-3", 42, "hi").next("failed").getString("code"))
                .isEqualTo("internal");
    }

    @Test
    void nobodyWritesToThemselves() {
        JsonObject failed = edge.client().join(ANNS).send("r", 41, "hi").next("failed");
        assertThat(failed.getString("code")).isEqualTo("invalid");
    }

    @Test
    void aSendWithABadFieldFailsByItsRefAndCountsForNothing() {
        TestClient client = edge.client().join(ANNS);
        for (int i = 0; i < 5; i++) {
            client.write("{\"type\":\"send\",\"ref\":\"r\",\"to\":{\"user\":42},\"text\":\"x\"}");
            assertThat(client.next("failed").getString("code")).isEqualTo("invalid");
        }
        client.hearsNothing();
    }

    @Test
    void keepsTheOrderOfSendsWhenOneIsRetried() {
        List<Promise<Accepted>> answers = new CopyOnWriteArrayList<>();
        edge.node.submitter = (draft, origin) -> {
            answers.add(Promise.promise());
            return answers.get(answers.size() - 1).future();
        };
        TestClient client = edge.client().join(ANNS).send("r-1", 42, "1").send("r-2", 42, "2");
        client.send("other", 43, "meanwhile").hearsNothing();
        assertThat(answers).as("one under way for each conversation").hasSize(2);
        answers.get(1).fail(Failure.of(FailureCode.TIMEOUT, "late"));
        assertThat(client.next("failed").getString("ref")).isEqualTo("other");
        answers.get(0).fail(Failure.of(FailureCode.TIMEOUT, "late"));
        assertThat(client.next("failed").getString("ref")).isEqualTo("r-1");
        Await.until(() -> answers.size() == 3);
    }

    @Test
    void boundsTheSendsThatWait() {
        edge.node.submitter = (draft, origin) -> Promise.<Accepted>promise().future();
        TestClient client = edge.client().join(ANNS);
        for (int i = 0; i <= SendQueue.LIMIT; i++) {
            client.send("r-" + i, 42, "x");
        }
        JsonObject failed = client.next("failed");
        assertThat(failed.getString("ref")).isEqualTo("r-" + SendQueue.LIMIT);
        assertThat(failed.getString("code")).isEqualTo("rate_limited");
        assertThat(failed.getInteger("retryAfterMs")).isPositive();
    }

    @Test
    void refusesWhatWaitedTooLongBehindOthers() {
        List<Promise<Accepted>> answers = new CopyOnWriteArrayList<>();
        edge.node.submitter = (draft, origin) -> {
            answers.add(Promise.promise());
            return answers.get(answers.size() - 1).future();
        };
        TestClient client = edge.client().join(ANNS).send("r-1", 42, "1").send("r-2", 42, "2");
        client.send("r-3", 42, "3").hearsNothing();
        edge.pass(6);
        answers.get(0).fail(Failure.of(FailureCode.UNAVAILABLE, "the store is away"));
        assertThat(client.next("failed").getString("ref")).isEqualTo("r-1");
        for (String ref : List.of("r-2", "r-3")) {
            JsonObject failed = client.next("failed");
            assertThat(failed.getString("ref")).isEqualTo(ref);
            assertThat(failed.getBoolean("retryable")).isTrue();
            assertThat(failed.getInteger("retryAfterMs")).isPositive();
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void deliversToEverySessionButTheOneThatSentIt() {
        TestClient origin = edge.client().join(ANNS);
        SessionId originId = edge.node.attached.keySet().iterator().next();
        TestClient other = edge.client().join("41/10");
        edge.node.deliver(ANN, edge.node.message(2000, ANN, BOB, "mine"), Optional.of(originId));
        JsonObject message = other.next("message");
        assertThat(message.getString("text")).isEqualTo("mine");
        assertThat(message.getString("ref")).isEqualTo("ref-2000");
        origin.hearsNothing();
    }

    @Test
    void hidesTheRefFromOthers() {
        TestClient bob = edge.client().join("42/1");
        edge.node.deliver(BOB, edge.node.message(2000, ANN, BOB, "hi"), Optional.empty());
        assertThat(bob.next("message").containsKey("ref")).isFalse();
    }

    @Test
    void takesReceivedWithoutAnAnswerAndWithoutBelievingItsIds() {
        edge.client()
                .join(ANNS)
                .write(new ClientFrame.Received(List.of(new MessageId(4), new MessageId(Long.MAX_VALUE))))
                .hearsNothing();
        assertThat(edge.node.observed).isEmpty();
    }

    @Test
    void outlivesItsFirstToken() {
        edge.node.expiry = Instant.now().plusSeconds(30);
        TestClient client = edge.client().join(ANNS);
        edge.node.expiry = Instant.now().plusSeconds(3600);
        client.write(new ClientFrame.Token(ANNS));
        assertThat(client.next("token").getString("expiresAt")).startsWith("20").endsWith("Z");
        edge.pass(40);
        client.hearsNothing();
        client.write(new ClientFrame.Token("41/8"));
        assertThat(client.next("error").getString("code")).isEqualTo("unauthenticated");
        client.write(new ClientFrame.Token("forged"));
        assertThat(client.next("error").getString("code")).isEqualTo("unauthenticated");
    }

    @Test
    void endsWithItsToken() {
        edge.node.expiry = Instant.now().plusSeconds(30);
        TestClient client = edge.client().join(ANNS);
        edge.pass(31);
        assertThat(client.closeCode()).isEqualTo(4501);
        assertThat(edge.node.attached).isEmpty();
    }

    @Test
    void waitsTenSecondsForHello() {
        TestClient client = edge.client();
        edge.pass(11);
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void greetsSomeAtATimeAndSendsNobodyAwayWhoWaitsForThat() {
        Promise<Void> listed = Promise.promise();
        edge.node.attachGate = listed.future();
        List<TestClient> clients = IntStream.rangeClosed(1, 20)
                .mapToObj(device -> edge.client().hello("41/" + device))
                .toList();
        Await.until(() -> edge.node.attached.size() == 16);
        TestClient silent = edge.client();
        edge.pass(11);
        assertThat(silent.closeCode()).isEqualTo(4401);
        assertThat(edge.node.attached).hasSize(16);
        listed.complete();
        clients.forEach(client -> client.next("welcome"));
        assertThat(edge.node.attached).hasSize(20);
    }

    @Test
    void closesWhenHeartbeatsAreMissed() {
        TestClient client = edge.client().join(ANNS);
        edge.pass(40);
        client.hearsNothing();
        edge.pass(40);
        client.hearsNothing();
        edge.pass(61);
        assertThat(client.closeCode()).isEqualTo(4500);
    }

    @Test
    void endsAsTheNodeSays() {
        TestClient replaced = edge.client().join(ANNS);
        edge.node.end(Recipient.End.REPLACED);
        assertThat(replaced.closeCode()).isEqualTo(4409);
        TestClient revoked = edge.client().join(ANNS);
        edge.node.end(Recipient.End.REVOKED);
        assertThat(revoked.closeCode()).isEqualTo(4403);
    }

    @Test
    void isUnavailableWhenItCannotBeListed() {
        edge.node.attachGate = Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no directory"));
        TestClient client = edge.client().hello(ANNS);
        JsonObject error = client.next("error");
        assertThat(error.getString("code")).isEqualTo("unavailable");
        assertThat(error.getBoolean("retryable")).isTrue();
        assertThat(client.closeCode()).isEqualTo(4503);
    }

    @Test
    void sendsClientsAwayWhenItStops() {
        TestClient client = edge.client().join(ANNS);
        assertThat(edge.node.attached.values())
                .extracting(a -> a.identity().device())
                .containsExactly(new DeviceId(9));
        edge.undeploy();
        JsonObject reconnect = client.next("reconnect");
        assertThat(reconnect.getInteger("afterMs")).isBetween(0, 1000);
        assertThat(client.closeCode()).isEqualTo(4512);
        assertThat(edge.node.attached).isEmpty();
    }
}
