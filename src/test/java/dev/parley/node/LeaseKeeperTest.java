package dev.parley.node;

import static dev.parley.node.FakePresence.await;
import static dev.parley.node.FakePresence.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.Bus;
import dev.parley.bus.PresenceService.News;
import dev.parley.bus.PresenceService.Release;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import dev.parley.model.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private static final NodeId NODE = new NodeId("node");
    private static final long NOW = 1_800_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Bus bus = new Bus(vertx);
    private final FakePresence presence = new FakePresence(bus);
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<List<Revocation>> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger forgotten = new AtomicInteger();
    private final LeasedClock clock = new LeasedClock(() -> NOW, nanos::get);
    private final LeaseKeeper lease =
            new LeaseKeeper(vertx, bus, NODE, clock, nanos::get, forgotten::incrementAndGet, heard::add);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void hearsOfRevokedSignInsWithItsRenewals() throws InterruptedException {
        Revocation revocation = new Revocation("sign-in", new UserId(1), new DeviceId(2), Instant.EPOCH);
        presence.news = new News(List.of(revocation), 7);
        presence.serve();
        await(onContext(lease::begin));
        assertThat(take(heard)).containsExactly(revocation);
        assertThat(take(presence.renewals).newsMark()).isZero();
        assertThat(take(presence.renewals).newsMark()).isEqualTo(7);
    }

    @Test
    void waitsForPresenceAndThenHoldsItsNumber() throws InterruptedException {
        Future<Void> first = onContext(lease::begin);
        assertThat(first.isComplete()).isFalse();
        presence.serve();
        await(first);
        assertThat(clock.next().value() & 4095).isEqualTo(1);
        assertThat(take(presence.renewals).number()).isEmpty();
    }

    @Test
    void renewsWithItsNumberAndIsToldWhenItWasForgotten() throws InterruptedException {
        presence.serve();
        await(onContext(lease::begin));
        take(presence.renewals);
        presence.forget();
        assertThat(take(presence.renewals).number()).isEqualTo(Optional.of(new NodeNumber(1)));
        take(presence.renewals);
        assertThat(forgotten).hasValue(2);
    }

    @Test
    void isToldThatItIsNotKnownThoughTheAnswerThatSaidSoFirstWasLost() {
        presence.losesAnswer = true;
        presence.serve();
        await(onContext(lease::begin));
        assertThat(forgotten).hasValue(1);
    }

    @Test
    void makesNoIdOnceItsNumberMayBeAnothersAndMakesThemAgainAfterTheNextRenewal() {
        presence.serve();
        await(onContext(lease::begin));
        presence.stop();
        nanos.addAndGet(
                Duration.ofSeconds(10).plus(NodeNumber.USED_BEYOND_LEASE).toNanos() - 1);
        clock.next();
        nanos.incrementAndGet();
        assertThatThrownBy(clock::next).isInstanceOf(Failure.class);
        presence.serve();
        await(untilNextWorks());
        assertThat(clock.next()).isNotNull();
    }

    @Test
    void movesTheClockToWhatPresenceTells() {
        presence.clockMillis = NOW + 5_000;
        presence.serve();
        await(onContext(lease::begin));
        assertThat(clock.millis()).isEqualTo(NOW + 5_000);
    }

    @Test
    void givesTheNumberBackAndRenewsNoMore() throws InterruptedException {
        presence.serve();
        await(onContext(lease::begin));
        await(onContext(lease::release));
        assertThat(take(presence.releases)).isEqualTo(new Release(NODE, new NodeNumber(1)));
        assertThatThrownBy(clock::next).isInstanceOf(Failure.class);
    }

    private Future<Void> untilNextWorks() {
        Promise<Void> works = Promise.promise();
        vertx.setPeriodic(20, timer -> {
            try {
                clock.next();
                works.tryComplete();
            } catch (Failure notYet) {
                assertThat(notYet.code().retryable()).isTrue();
            }
        });
        return works.future();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> step) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> step.get().onComplete(done));
        return done.future();
    }
}
