package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.model.Cursor;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import dev.parley.node.Admission;
import dev.parley.node.InboxReads;
import dev.parley.protocol.ClientFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Catching up, while new messages arrive. */
class CatchUpTest {
    private static final UserId ANN = new UserId(41);
    private static final UserId BOB = new UserId(42);
    private static final String ANNS = "41/9";

    private final EdgeFixture edge = new EdgeFixture(false);

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void sendsAllPagesInOrderBeforeSynced() {
        store(1, 450);
        TestClient client = edge.client().hello(ANNS, "0");
        client.next("welcome");
        assertThat(messages(client)).isEqualTo(ids(1, 450));
        assertThat(edge.inbox.asked).hasSize(3);
        assertThat(edge.node.observed).hasSize(450);
    }

    @Test
    void aPageLeavesInOneGo() {
        store(1, 200);
        TimerWheel wheel = new TimerWheel(() -> 0);
        Surroundings around = new Surroundings(
                edge.bus,
                edge.node.node(),
                wheel,
                new MessageFrames(),
                new Escalations(edge.bus, wheel),
                new MarkQueue(edge.bus, wheel),
                SendRate::unlimited,
                new Admission(1, 0),
                new Admission(1, 0),
                new InboxReads(edge.bus, edge.node.edge.meter(), 1));
        Departures departures = new Departures();
        Outbox outbox = new Outbox(departures, new Dialect.Frames(null), edge.node.edge.meter(), () -> {});
        Unacknowledged sent = new Unacknowledged(ANN, false, around.escalations());
        new CatchUp(around, ANN, outbox, sent, 200, true).run(Optional.of(Cursor.at(0)));
        Await.until(() -> !departures.together.isEmpty());
        assertThat(departures.together).containsExactly(201);
    }

    @Test
    void continuesFromTheCursorItGave() {
        store(1, 10);
        TestClient first = edge.client().hello(ANNS, "0");
        first.next("welcome");
        messages(first);
        first.write(new ClientFrame.Sync(Cursor.at(8).write(ANN), 100));
        assertThat(messages(first)).isEqualTo(ids(9, 10));
    }

    @Test
    void mergesLiveMessagesByIdWithoutGapOrDuplicate() {
        store(1, 10);
        Promise<Void> gate = Promise.promise();
        edge.inbox.answer = page -> gate.future().map(page);
        TestClient client = edge.client().hello(ANNS, "0");
        client.next("welcome");
        Await.until(() -> edge.inbox.asked.size() == 1);
        deliver(12);
        deliver(10);
        deliver(5);
        deliver(11);
        deliver(12);
        client.hearsNothing();
        gate.complete();
        assertThat(messages(client)).isEqualTo(ids(1, 12));
        deliver(13);
        assertThat(client.next("message").getString("id")).isEqualTo("13");
    }

    @Test
    void keepsASmallerIdThatBecameVisibleBehindTheRun() {
        store(1, 450);
        edge.inbox.messages.remove(100L);
        List<Promise<SyncPage>> answers = new ArrayList<>();
        edge.inbox.answer = page -> {
            Promise<SyncPage> answer = Promise.promise();
            answers.add(answer);
            page.messages();
            return answer.future().map(go -> page);
        };
        TestClient client = edge.client().hello(ANNS, "0");
        client.next("welcome");
        Await.until(() -> answers.size() == 1);
        deliver(100);
        deliver(500);
        edge.inbox.add(edge.node.message(100, BOB, ANN, "late"));
        edge.inbox.add(edge.node.message(500, BOB, ANN, "new"));
        client.hearsNothing();
        answers.get(0).complete();
        Await.until(() -> answers.size() == 2);
        answers.get(1).complete();
        Await.until(() -> answers.size() == 3);
        answers.get(2).complete();
        List<Long> got = messages(client);
        assertThat(got).doesNotHaveDuplicates().contains(100L, 500L).hasSize(451);
    }

    @Test
    void tellsAClientWhoseCursorIsTooOldToStartAnew() {
        edge.inbox.answer = page -> Future.succeededFuture(new SyncPage(List.of(), Cursor.at(70), false, true));
        TestClient client = edge.client().hello(ANNS, Cursor.at(3).write(ANN));
        client.next("welcome");
        JsonObject synced = client.next("synced");
        assertThat(synced.getBoolean("reset")).isTrue();
        assertThat(synced.getBoolean("more")).isFalse();
        assertThat(synced.getString("cursor")).isEqualTo(Cursor.at(70).write(ANN));
        client.write(new ClientFrame.Sync(Cursor.at(3).write(ANN), 100));
        assertThat(client.next("synced").getBoolean("reset")).isTrue();
        edge.inbox.answer = Future::succeededFuture;
        client.write(new ClientFrame.Sync(synced.getString("cursor"), 100));
        assertThat(client.next("synced").containsKey("reset")).isFalse();
    }

    @Test
    void holdsWhatArrivesBetweenListingAndWelcome() {
        Promise<Void> listed = Promise.promise();
        edge.node.attachGate = listed.future();
        TestClient client = edge.client().hello(ANNS);
        Await.until(() -> !edge.node.attached.isEmpty());
        deliver(77);
        listed.complete();
        client.next("welcome");
        assertThat(messages(client)).containsExactly(77L);
    }

    @Test
    void syncsAPageAtATimeAndOneMoreWaits() {
        store(1, 30);
        TestClient client = edge.client().join(ANNS);
        Promise<Void> gate = Promise.promise();
        edge.inbox.answer = page -> gate.future().map(page);
        client.write(new ClientFrame.Sync("0", 10));
        client.write(new ClientFrame.Sync(Cursor.at(20).write(ANN), 10));
        client.write(new ClientFrame.Sync("0", 10));
        assertThat(client.next("error").getString("code")).isEqualTo("rate_limited");
        gate.complete();
        List<Long> got = new ArrayList<>();
        assertThat(collect(client, got).getBoolean("more")).isTrue();
        assertThat(got).isEqualTo(ids(1, 10));
        got.clear();
        assertThat(collect(client, got).getBoolean("more")).isFalse();
        assertThat(got).isEqualTo(ids(21, 30));
    }

    @Test
    void aSyncThatFailsLeavesTheConnectionUsableAndLosesNothingLive() {
        TestClient client = edge.client().join(ANNS);
        Promise<SyncPage> gate = Promise.promise();
        edge.inbox.answer = page -> gate.future();
        client.write(new ClientFrame.Sync("0", 10));
        Await.until(() -> edge.inbox.asked.size() == 2);
        deliver(9);
        client.hearsNothing();
        gate.fail(Failure.of(FailureCode.UNAVAILABLE, "store down"));
        assertThat(client.next("error").getString("code")).isEqualTo("unavailable");
        assertThat(client.next("message").getString("id")).isEqualTo("9");
        client.hearsNothing();
    }

    @Test
    void aFirstCatchUpThatFailsMeansToComeBack() {
        edge.inbox.answer = page -> Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "store down"));
        TestClient client = edge.client().hello(ANNS, "0");
        client.next("welcome");
        assertThat(client.next("error").getString("code")).isEqualTo("unavailable");
        assertThat(client.closeCode()).isEqualTo(4503);
    }

    @Test
    void tooMuchThatArrivesMeanwhileMeansToComeBack() {
        edge.inbox.answer = page -> Promise.<SyncPage>promise().future();
        TestClient client = edge.client().hello(ANNS, "0");
        client.next("welcome");
        String text = "x".repeat(HeldMessages.LIMIT_CHARS / 2);
        for (long id = 1; id <= 3; id++) {
            edge.node.deliver(ANN, edge.node.message(id, BOB, ANN, text), Optional.empty());
        }
        assertThat(client.closeCode()).isEqualTo(4508);
    }

    @Test
    void aLongInboxOfLongTextsGoesAtThePaceOfTheReader() {
        String text = "x".repeat(100_000);
        LongStream.rangeClosed(1, 60).forEach(id -> edge.inbox.add(edge.node.message(id, BOB, ANN, text)));
        TestClient client = edge.client().hello(ANNS, "0");
        client.next("welcome");
        assertThat(messages(client)).isEqualTo(ids(1, 60));
    }

    private void store(long from, long to) {
        LongStream.rangeClosed(from, to).forEach(id -> edge.inbox.add(edge.node.message(id, BOB, ANN, "m" + id)));
    }

    private void deliver(long id) {
        edge.node.deliver(ANN, edge.node.message(id, BOB, ANN, "m" + id), Optional.empty());
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Long> messages(TestClient client) {
        List<Long> ids = new ArrayList<>();
        assertThat(collect(client, ids).getBoolean("more")).isFalse();
        return ids;
    }

    /** Reads messages up to {@code synced}, which it returns. */
    private static JsonObject collect(TestClient client, List<Long> ids) {
        for (JsonObject frame = client.next(); ; frame = client.next()) {
            if (frame.getString("type").equals("synced")) {
                return frame;
            }
            assertThat(frame.getString("type")).isEqualTo("message");
            ids.add(Long.valueOf(frame.getString("id")));
        }
    }

    /** A connection that counts what leaves in one go. */
    private static final class Departures extends WrittenTo {
        private final List<Integer> together = new CopyOnWriteArrayList<>();
        private int written;

        @Override
        public void together(Runnable writes) {
            writes.run();
            together.add(written);
            written = 0;
        }

        @Override
        public Future<Void> write(EncodedText text) {
            written++;
            return Future.succeededFuture();
        }
    }
}
