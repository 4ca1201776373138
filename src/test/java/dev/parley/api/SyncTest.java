package dev.parley.api;

import static dev.parley.api.ApiFixture.ANN;
import static dev.parley.api.ApiFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.ApiFixture.Reply;
import dev.parley.bus.PersistenceService;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Event;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sync by polling, short and long. */
class SyncTest {
    private static final Message FIRST = message(1_000_000);
    private static final Message SECOND = message(1_000_001);

    private final FakeInbox inbox = new FakeInbox();
    private ApiFixture api;

    @BeforeEach
    void start() {
        api = new ApiFixture();
        api.serve(PersistenceService.SYNC, asked -> inbox.read(asked.after()));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Message message(long id) {
        return MessagesTest.message(new MessageId(id), ConversationId.direct(ANN, BOB), BOB);
    }

    @Test
    void answersWhatFollowsTheCursor() {
        inbox.add(FIRST);

        JsonObject page = sync("cursor=0").json();

        assertThat(ids(page)).containsExactly("1000000");
        assertThat(page.getBoolean("more")).isFalse();
        assertThat(Cursor.parse(page.getString("cursor"), ANN)).isEqualTo(Cursor.at(2));
        assertThat(api.sessions.count()).isZero();
    }

    @Test
    void answersTodaysCursorWhenNoneIsGiven() {
        inbox.add(FIRST);

        assertThat(ids(sync("").json())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=1, cursor, bad_cursor",
        "cursor=, cursor, bad_cursor",
        "cursor=%00, cursor, bad_cursor",
        "cursor=AQAAAAAAAAACAAAAAAAAAAIAAAAA, cursor, bad_cursor",
        "limit=0, limit, invalid",
        "limit=1001, limit, invalid",
        "wait=31, wait, invalid",
        "wait=-1, wait, invalid",
        "wait=soon, wait, invalid"
    })
    void namesTheParameterThatIsWrong(String query, String field, String code) {
        Reply reply = sync(query);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
        assertThat(reply.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0", "30"})
    void tellsADeviceWhoseCursorIsTooOldToStartAnewWithoutMakingItWait(int seconds) {
        assertThat(sync("cursor=0").json().containsKey("reset")).isFalse();
        inbox.expired = true;

        JsonObject page =
                sync("cursor=" + Cursor.at(5).write(ANN) + "&wait=" + seconds).json();

        assertThat(page.getBoolean("reset")).isTrue();
        assertThat(ids(page)).isEmpty();
        assertThat(Cursor.parse(page.getString("cursor"), ANN)).isEqualTo(Cursor.at(inbox.horizon.get()));
        assertThat(inbox.reads).hasValue(2);
    }

    @Test
    void listsEventsBesideMessages() {
        inbox.add(FIRST);
        String text = new Event("friend.requested", "{\"by\":\"2\"}").write();
        inbox.add(new Message(
                new MessageId(FIRST.id().value() + 1),
                new ConversationId.Personal(ANN),
                ANN,
                Message.Kind.EVENT,
                "\0x",
                text,
                Optional.empty(),
                List.of()));

        JsonObject page = sync("cursor=0").json();

        assertThat(ids(page)).containsExactly("1000000");
        assertThat(page.getJsonArray("events")).hasSize(1);
        JsonObject event = page.getJsonArray("events").getJsonObject(0);
        assertThat(event.getString("id")).isEqualTo("1000001");
        assertThat(event.getString("name")).isEqualTo("friend.requested");
        assertThat(event.getJsonObject("body")).isEqualTo(new JsonObject().put("by", "2"));
    }

    @Test
    void refusesTheCursorOfAnotherUser() {
        assertThat(sync("cursor=" + Cursor.at(5).write(BOB)).code()).isEqualTo("bad_cursor");
        assertThat(sync("cursor=" + Cursor.at(5).write(ANN)).status()).isEqualTo(200);
    }

    @Test
    void answersALongPollAtOnceWhenThereIsSomething() {
        inbox.add(FIRST);

        assertThat(ids(sync("cursor=0&wait=30").json())).containsExactly("1000000");
        awaitTrue(() -> api.sessions.count() == 0);
    }

    @Test
    void holdsALongPollUntilAMessageArrives() {
        CompletableFuture<Reply> poll = startPoll("cursor=0&wait=30");

        inbox.add(FIRST);
        api.sessions.deliver(FIRST);

        assertThat(ids(poll.join().json())).containsExactly("1000000");
        awaitTrue(() -> api.sessions.count() == 0);
    }

    @Test
    void endsALongPollAfterItsTime() {
        JsonObject page = sync("cursor=0&wait=1").json();

        assertThat(ids(page)).isEmpty();
        assertThat(page.getString("cursor")).isNotEmpty();
        assertThat(inbox.reads).hasValue(2);
        awaitTrue(() -> api.sessions.count() == 0);
    }

    @Test
    void forgetsAClientThatGoesAway() throws Exception {
        try (Socket socket = new Socket("localhost", api.port())) {
            String request =
                    "GET /api/v1/sync?cursor=0&wait=30 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ann\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            awaitTrue(() -> api.sessions.count() == 1);
        }
        awaitTrue(() -> api.sessions.count() == 0);
        assertThat(inbox.reads).hasValueLessThan(2);
    }

    @Test
    void tellsAWaitingDeviceThatItWasSignedOut() {
        CompletableFuture<Reply> poll = startPoll("cursor=0&wait=30");

        api.sessions.revoke();

        assertThat(poll.join().code()).isEqualTo("unauthenticated");
        awaitTrue(() -> api.sessions.count() == 0);
    }

    @Test
    void stopsListeningWhenTheStoreFails() {
        inbox.failing = true;

        assertThat(sync("cursor=0&wait=30").code()).isEqualTo("unavailable");
        awaitTrue(() -> api.sessions.count() == 0);
    }

    @Test
    void freesItsPlaceWhenItCannotListen() {
        api.sessions.listing = Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "no directory"));
        for (int i = 0; i < 5; i++) {
            assertThat(sync("cursor=0&wait=30").code()).isEqualTo("unavailable");
        }
        assertThat(sync("cursor=0").status()).isEqualTo(200);
    }

    @Test
    void doesNotSendAgainWhatCameWithTheCursor() {
        inbox.add(FIRST);
        String cursor = sync("cursor=0&wait=30").json().getString("cursor");

        CompletableFuture<Reply> poll = startPoll("wait=30&cursor=" + cursor);
        inbox.add(SECOND);
        api.sessions.deliver(SECOND);

        JsonObject page = poll.join().json();
        assertThat(ids(page)).containsExactly("1000001");
        assertThat(ids(sync("wait=1&cursor=" + page.getString("cursor")).json()))
                .isEmpty();
    }

    @Test
    void doesNotSendAgainWhatCameWithTheCursorFromAnotherNode() {
        inbox.add(FIRST);
        String cursor = sync("cursor=0&wait=30").json().getString("cursor");

        try (ApiFixture other = new ApiFixture()) {
            other.serve(PersistenceService.SYNC, asked -> inbox.read(asked.after()));
            assertThat(ids(other.get("/api/v1/sync?wait=1&cursor=" + cursor).json()))
                    .isEmpty();
        }
    }

    @Test
    void knowsOfFiftyMessagesASecondThatTheyCameWithTheCursor() {
        for (int i = 0; i < 500; i++) {
            inbox.add(message(MessageId.lastBefore(MessageId.EPOCH_MILLIS + 1_000 + 20L * i)));
        }
        JsonObject page = sync("cursor=0&wait=30").json();

        assertThat(ids(page)).hasSize(500);
        assertThat(ids(sync("wait=1&cursor=" + page.getString("cursor")).json()))
                .isEmpty();
    }

    @Test
    void forgetsWhatItSentRatherThanMakeACursorTooLong() {
        for (int i = 0; i < 2_500; i++) {
            inbox.add(message(1_000_000 + i));
        }
        String cursor = sync("cursor=0&wait=30").json().getString("cursor");

        assertThat(cursor).doesNotContain(".");
        assertThat(ids(sync("wait=30&cursor=" + cursor).json())).hasSize(2_500);
    }

    @Test
    void sendsAgainWhenTheAnswerWasLost() {
        inbox.add(FIRST);

        assertThat(ids(sync("cursor=0&wait=30").json())).containsExactly("1000000");
        assertThat(ids(sync("cursor=0&wait=30").json())).containsExactly("1000000");
    }

    @Test
    void findsASmallerIdThatBecomesVisibleLater() {
        inbox.add(SECOND);
        String cursor = sync("cursor=0&wait=30").json().getString("cursor");
        inbox.add(FIRST);

        assertThat(ids(sync("wait=30&cursor=" + cursor).json())).containsExactly("1000000");
    }

    @Test
    void letsFourRequestsOfAUserWait() {
        List<CompletableFuture<Reply>> polls = new ArrayList<>();
        for (int waiting = 1; waiting <= 4; waiting++) {
            polls.add(startPoll("cursor=0&wait=30", waiting));
        }

        Reply fifth = sync("cursor=0&wait=30");
        assertThat(fifth.status()).isEqualTo(429);
        assertThat(fifth.header("retry-after")).isEqualTo("5");
        assertThat(sync("cursor=0").status()).isEqualTo(200);

        inbox.add(FIRST);
        api.sessions.deliver(FIRST);
        polls.forEach(poll -> assertThat(poll.join().status()).isEqualTo(200));
        assertThat(sync("cursor=0&wait=30").status()).isEqualTo(200);
    }

    private Reply sync(String query) {
        return api.get("/api/v1/sync?" + query);
    }

    private CompletableFuture<Reply> startPoll(String query) {
        return startPoll(query, 1);
    }

    /** Starts a poll and waits until {@code waiting} of them have read the store and found nothing. */
    private CompletableFuture<Reply> startPoll(String query, int waiting) {
        int before = inbox.reads.get();
        CompletableFuture<Reply> poll =
                api.start(api.request("GET", "/api/v1/sync?" + query, "").header("Authorization", "Bearer ann"));
        awaitTrue(() -> api.sessions.count() == waiting && inbox.reads.get() > before);
        return poll;
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("messages").stream()
                .map(message -> ((JsonObject) message).getString("id"))
                .toList();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
