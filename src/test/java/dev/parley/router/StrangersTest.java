package dev.parley.router;

import static dev.parley.router.RouterFixture.ANN;
import static dev.parley.router.RouterFixture.BOB;
import static dev.parley.router.RouterFixture.CHAT;
import static dev.parley.router.RouterFixture.members;
import static dev.parley.router.RouterFixture.take;
import static dev.parley.router.RouterFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Wrote;
import dev.parley.config.Settings;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who may write to whom in a direct conversation. */
class StrangersTest {
    private static final Standing.Strangers SILENT = new Standing.Strangers(Optional.empty());
    private static final Standing.Strangers ANN_WROTE = new Standing.Strangers(Optional.of(ANN));

    @Test
    void aBlockRefusesBothWays() {
        try (RouterFixture router = new RouterFixture()) {
            router.members = members(1, 0, new Standing.Blocked(), ANN, BOB);
            assertThat(refusal(router, text(10, CHAT, ANN)).code()).isEqualTo(FailureCode.BLOCKED);
            assertThat(refusal(router, text(11, CHAT, BOB)).code()).isEqualTo(FailureCode.BLOCKED);
            assertThat(router.appends).isEmpty();
        }
    }

    @Test
    void aBlockCountsAtOnceWhereTheNewsOfItArrives() throws Exception {
        try (RouterFixture router = new RouterFixture()) {
            router.submit(text(10, CHAT, ANN));
            router.stand(new Standing.Blocked());
            assertThat(refusal(router, text(11, CHAT, ANN)).code()).isEqualTo(FailureCode.BLOCKED);
        }
    }

    @Test
    void theFirstWordsAreNotedAndSoIsTheAnswer() throws Exception {
        try (RouterFixture router = new RouterFixture()) {
            router.members = members(1, 0, SILENT, ANN, BOB);
            router.submit(text(10, CHAT, ANN));
            assertThat(take(router.wrote)).isEqualTo(new Wrote(CHAT, ANN));
            router.stand(ANN_WROTE);
            router.submit(text(11, CHAT, ANN));
            router.submit(text(12, CHAT, BOB));
            assertThat(take(router.wrote)).isEqualTo(new Wrote(CHAT, BOB));
            assertThat(router.wrote).isEmpty();
        }
    }

    @Test
    void whoIsNotAnsweredIsHeldBackAndWhoAnswersIsNot() {
        try (RouterFixture router = new RouterFixture()) {
            router.members = members(1, 0, ANN_WROTE, ANN, BOB);
            Failure refusal = untilRefused(router);
            assertThat(refusal.code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(refusal.retryAfter().orElseThrow()).isPositive();
            router.submit(text(5_000, CHAT, BOB));
        }
    }

    @Test
    void whereStrangersMayNotWriteOnlyTheAnswerGoesThrough() {
        try (RouterFixture router = new RouterFixture(new Settings.Chat(false, Duration.ofDays(1), Optional.empty()))) {
            router.members = members(1, 0, ANN_WROTE, ANN, BOB);
            assertThat(refusal(router, text(10, CHAT, ANN)).code()).isEqualTo(FailureCode.FRIENDS_ONLY);
            router.submit(text(11, CHAT, BOB));
        }
    }

    @Test
    void manyWhoMeetAtOnceAreNotedAndNoMoreThanGatherWell() {
        Vertx vertx = Vertx.vertx();
        try {
            Bus bus = new Bus(vertx);
            AtomicInteger noted = new AtomicInteger();
            bus.serveInPlace(MembershipService.WROTE, word -> {
                        noted.incrementAndGet();
                        return Future.future(never -> {});
                    })
                    .await();
            Strangers strangers = new Strangers(bus, true, false, System::nanoTime);
            LongStream.range(0, 500).forEach(other -> write(strangers, other));
            assertThat(noted).hasValue(500);
            LongStream.range(500, 5_000).forEach(other -> write(strangers, other));
            assertThat(noted.get()).isLessThan(1_000);
        } finally {
            vertx.close().await();
        }
    }

    private static void write(Strangers strangers, long other) {
        ConversationId chat = ConversationId.direct(ANN, new UserId(100 + other));
        assertThat(strangers
                        .wrote(text(10 + other, chat, ANN), members(1, 0, SILENT, ANN, new UserId(100 + other)))
                        .succeeded())
                .isTrue();
    }

    /** More come through than {@link Strangers#AT_ONCE} on a machine that takes seconds for them. */
    private static Failure untilRefused(RouterFixture router) {
        for (int i = 0; i < 20 * Strangers.AT_ONCE; i++) {
            int id = 10 + i;
            Failure refusal = catchThrowableOfType(Failure.class, () -> router.submit(text(id, CHAT, ANN)));
            if (refusal != null) {
                assertThat(i).isGreaterThanOrEqualTo(Strangers.AT_ONCE);
                return refusal;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static Failure refusal(RouterFixture router, Message message) {
        return catchThrowableOfType(Failure.class, () -> router.submit(message));
    }
}
