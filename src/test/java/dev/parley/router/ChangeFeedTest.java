package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.EVE;
import static dev.parley.router.RouterFixture.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.ChangedSince;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.StandingChange;
import dev.parley.model.ConversationId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long what is known of direct conversations is believed; time passes where the test says so. */
class ChangeFeedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConversationId> changed = new LinkedBlockingQueue<>();
    private final ChangeFeed feed = new ChangeFeed(bus, nanos::get);

    private record Asked(ChangedSince question, Promise<Changes> answer) {}

    @BeforeEach
    void follow() {
        await(bus.serve(MembershipService.CHANGES, question -> {
            Promise<Changes> answer = Promise.promise();
            asked.add(new Asked(question, answer));
            return answer.future();
        }));
        vertx.runOnContext(start -> feed.follow(vertx, changed::add));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void vouchesForNothingBeforeItHasHeardAnything() throws Exception {
        Asked first = take(asked);
        long asking = nanos.get();
        assertThat(feed.vouch().covers(asking)).isFalse();
        answer(first, false);
        assertThat(feed.vouch().covers(asking - 1)).isFalse();
        assertThat(feed.vouch().covers(asking)).isTrue();
    }

    @Test
    void vouchesFromEachQuestionOnForLessThanTwoSeconds() throws Exception {
        long known = nanos.get();
        answer(take(asked), false);
        pass(ChangeFeed.VOUCHED.minusNanos(1));
        assertThat(feed.vouch().covers(known)).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(feed.vouch().covers(known)).isFalse();

        answer(take(asked), true);
        answer(take(asked), true);
        assertThat(feed.vouch().covers(known)).isTrue();
    }

    @Test
    void doesNotVouchForWhatWasKnownBeforeAGap() throws Exception {
        long known = nanos.get();
        answer(take(asked), false);
        take(asked).answer().fail("lost");
        pass(Duration.ofMinutes(20));
        answer(take(asked), false);
        assertThat(feed.vouch().covers(known)).isFalse();
        assertThat(feed.vouch().covers(nanos.get())).isTrue();
    }

    @Test
    void tellsWhatChangedAndAsksForWhatMayHaveEndedSince() throws Exception {
        Asked first = take(asked);
        assertThat(first.question().since()).isEqualTo(Instant.EPOCH);
        answer(first, true, change(1));
        assertThat(take(changed)).isEqualTo(CHAT);
        assertThat(take(asked).question().since()).isEqualTo(NOW.minusSeconds(10));
    }

    @Test
    void tellsEachChangeOnce() throws Exception {
        answer(take(asked), true, change(1));
        answer(take(asked), true, change(1));
        assertThat(changed).containsExactly(CHAT);
    }

    /** Their times and their conversation may be the same. */
    @Test
    void tellsTheSecondOfTwoChangesWhichTheStoreTellsWithTheFirst() throws Exception {
        answer(take(asked), true, change(1));
        answer(take(asked), true, change(1), change(2));
        assertThat(changed).containsExactly(CHAT, CHAT);
    }

    @Test
    void tellsAChangeThatBeganBeforeOneThatWasToldAndEndedAfterIt() throws Exception {
        answer(take(asked), true, change(2));
        answer(take(asked), true, change(1), change(2));
        assertThat(changed).containsExactly(CHAT, CHAT);
    }

    @Test
    void tellsWhatOnlyALostAnswerTold() throws Exception {
        answer(take(asked), true, change(1));
        take(asked).answer().fail("lost");
        answer(take(asked), true, change(1), change(2));
        assertThat(changed).containsExactly(CHAT, CHAT);
    }

    /** As in a store that lost its last changes, and counts on from the one before. */
    @Test
    void tellsAnotherConversationOfTheSameNumber() throws Exception {
        ConversationId other = ConversationId.direct(ANN, EVE);
        answer(take(asked), true, change(1));
        answer(take(asked), true, new StandingChange(1, other));
        assertThat(changed).containsExactly(CHAT, other);
    }

    private static StandingChange change(long number) {
        return new StandingChange(number, CHAT);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Comes back when the feed has heard it. */
    private void answer(Asked question, boolean complete, StandingChange... changes) {
        question.answer().complete(new Changes(List.of(changes), complete, NOW));
        Promise<Void> heard = Promise.promise();
        vertx.setTimer(1, due -> heard.complete());
        await(heard.future());
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
