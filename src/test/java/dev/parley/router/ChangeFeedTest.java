package dev.parley.router;

import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.take;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.ChangedSince;
import dev.parley.bus.MembershipService.Changes;
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
        first.answer().complete(new Changes(List.of(CHAT), false, NOW));
        assertThat(take(changed)).isEqualTo(CHAT);
        assertThat(take(asked).question().since()).isEqualTo(NOW.minusSeconds(10));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Comes back when the feed has heard it. */
    private void answer(Asked question, boolean complete) throws InterruptedException {
        question.answer().complete(new Changes(List.of(CHAT), complete, NOW));
        take(changed);
        Promise<Void> heard = Promise.promise();
        vertx.setTimer(1, due -> heard.complete());
        await(heard.future());
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
