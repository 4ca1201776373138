package dev.parley.node;

import static dev.parley.node.FakePresence.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Bus;
import dev.parley.bus.RouterService;
import dev.parley.bus.RouterService.Submit;
import dev.parley.bus.RouterService.Submitted;
import dev.parley.model.Content;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The submitter against a router that answers as it is told. */
class SubmissionTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final UserId ANN = new UserId(1);
    private static final ConversationId CHAT = ConversationId.direct(ANN, new UserId(2));
    private static final Draft DRAFT = new Draft(ANN, CHAT, new Content("ref", "hello", Optional.empty(), List.of()));
    private static final Optional<SessionId> ORIGIN = Optional.of(new SessionId("origin"));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final LeasedClock clock = new LeasedClock(() -> NOW, () -> 0);
    private final List<Submit> submits = new CopyOnWriteArrayList<>();
    private final Submitter submitter =
            new RouterSubmitter(vertx, bus, clock, TrafficMeter.NONE, Duration.ofMillis(700));

    @BeforeEach
    void hold() {
        clock.hold(new NodeNumber(1), 1);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void anAcceptedDraftHasItsIdAndIsNoDuplicate() {
        router((attempt, submit) -> accepted(submit));
        Accepted accepted = submit();
        assertThat(accepted).isEqualTo(new Accepted(ids().get(0), CHAT, false));
        assertThat(submits).hasSize(1);
        assertThat(submits.get(0).origin()).isEqualTo(ORIGIN);
        assertThat(submits.get(0).retry()).isFalse();
        assertThat(submits.get(0).message().text()).isEqualTo("hello");
    }

    @Test
    void aKnownRefIsADuplicateOfItsFirstMessage() {
        MessageId earlier = new MessageId(5);
        router((attempt, submit) -> Future.succeededFuture(new Submitted.Accepted(earlier, CHAT)));
        assertThat(submit()).isEqualTo(new Accepted(earlier, CHAT, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "UNAVAILABLE"})
    void asksAgainWithTheSameIdWhileTheOutcomeIsUnknown(FailureCode code) {
        router((attempt, submit) -> attempt < 2 ? failed(code) : accepted(submit));
        assertThat(submit().duplicate()).isFalse();
        assertThat(ids()).hasSize(3);
        assertThat(Set.copyOf(ids())).hasSize(1);
        assertThat(submits).extracting(Submit::retry).containsExactly(false, true, true);
    }

    @Test
    void takesANewIdWhenTheOldOneIsOutOfTime() {
        long later = NOW + 600_000;
        router((attempt, submit) -> attempt == 0 ? outOfTime(later) : accepted(submit));
        Accepted accepted = submit();
        assertThat(accepted).isEqualTo(new Accepted(ids().get(1), CHAT, false));
        assertThat(accepted.id().at().toEpochMilli()).isEqualTo(later);
        assertThat(submits).extracting(Submit::retry).containsOnly(false);
    }

    @Test
    void anEarlierIdOfItsOwnIsNoDuplicate() {
        router((attempt, submit) -> switch (attempt) {
            case 0 -> failed(FailureCode.TIMEOUT);
            case 1 -> outOfTime(NOW + 10_000);
            default -> Future.succeededFuture(new Submitted.Accepted(ids().get(0), CHAT));
        });
        assertThat(submit()).isEqualTo(new Accepted(ids().get(0), CHAT, false));
        assertThat(ids().get(2)).isGreaterThan(ids().get(0));
        assertThat(submits.get(2).retry()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "ACCESS_DENIED", "INTERNAL", "RATE_LIMITED"})
    void otherFailuresPassAtOnce(FailureCode code) {
        router((attempt, submit) -> failed(code));
        assertFailure(code);
        assertThat(submits).hasSize(1);
    }

    @Test
    void givesUpWithTheLastFailure() {
        router((attempt, submit) -> failed(attempt == 0 ? FailureCode.UNAVAILABLE : FailureCode.TIMEOUT));
        assertFailure(FailureCode.TIMEOUT);
        assertThat(submits).hasSizeBetween(3, 6);
    }

    @Test
    void givesUpWhenTheStoreIsAlwaysBehind() {
        router((attempt, submit) -> outOfTime(NOW - 60_000));
        assertFailure(FailureCode.UNAVAILABLE);
        assertThat(submits).hasSizeBetween(3, 8);
    }

    @Test
    void failsAtOnceWithoutALease() {
        router((attempt, submit) -> accepted(submit));
        clock.drop();
        assertFailure(FailureCode.UNAVAILABLE);
        assertThat(submits).isEmpty();
    }

    private Accepted submit() {
        return await(submitter.submit(DRAFT, ORIGIN));
    }

    private void assertFailure(FailureCode code) {
        assertThatThrownBy(this::submit).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                .isEqualTo(code));
    }

    private void router(BiFunction<Integer, Submit, Future<Submitted>> behaviour) {
        await(bus.serve(RouterService.SUBMIT, submit -> {
            submits.add(submit);
            return behaviour.apply(submits.size() - 1, submit);
        }));
    }

    private List<MessageId> ids() {
        return submits.stream().map(submit -> submit.message().id()).toList();
    }

    private static Future<Submitted> accepted(Submit submit) {
        return Future.succeededFuture(new Submitted.Accepted(submit.message().id(), CHAT));
    }

    private static Future<Submitted> outOfTime(long nowMillis) {
        return Future.succeededFuture(new Submitted.OutOfTime(nowMillis));
    }

    private static Future<Submitted> failed(FailureCode code) {
        return Future.failedFuture(Failure.of(code, "as told"));
    }
}
