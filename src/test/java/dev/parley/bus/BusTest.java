package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.TestCluster;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.PresenceService.Clock;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bus on the two nodes of a cluster. */
@TestInstance(Lifecycle.PER_CLASS)
class BusTest {
    private final AtomicInteger addresses = new AtomicInteger();
    private TestCluster cluster;
    private Bus here;
    private Bus there;

    @BeforeAll
    void open() {
        cluster = new TestCluster();
        here = new Bus(cluster.one());
        there = new Bus(cluster.two());
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void asksAcrossNodes() {
        Endpoint<Clock, Clock> twice = endpoint();
        await(there.serve(twice, clock -> Future.succeededFuture(new Clock(2 * clock.millis()))));
        assertThat(await(here.request(twice, new Clock(21)))).isEqualTo(new Clock(42));
    }

    @Test
    void asksThisNodeFirst() {
        Endpoint<Clock, Clock> who = endpoint();
        await(there.serve(who, clock -> Future.succeededFuture(new Clock(2))));
        await(here.serve(who, clock -> Future.succeededFuture(new Clock(1))));
        Set<Clock> answers = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            answers.add(await(here.request(who, new Clock(0))));
        }
        assertThat(answers).containsExactly(new Clock(1));
    }

    @Test
    void asksTheOtherNodeOnceThisOneServesNoMore() {
        Endpoint<Clock, Clock> who = endpoint();
        await(there.serve(who, clock -> Future.succeededFuture(new Clock(2))));
        Registration local = await(here.serve(who, clock -> Future.succeededFuture(new Clock(1))));
        await(local.end());
        assertThat(await(here.request(who, new Clock(0)))).isEqualTo(new Clock(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no idea", "{}", "[]", "{\"code\":\"odd\"}"})
    void whatAServerOfAnotherMakeSaysOfItsFailureIsNoFailureOfOurs(String said) {
        Endpoint<Clock, Clock> failing = endpoint();
        MessageConsumer<Object> other = cluster.two().eventBus().consumer(failing.address());
        other.handler(question -> question.fail(1, said));
        await(other.completion());
        assertThat(failure(here.request(failing, new Clock(0))).code()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void aFailureTravelsWhole() {
        Endpoint<Clock, Clock> failing = endpoint();
        Failure told =
                Failure.of(FailureCode.RATE_LIMITED, "too often", "device.name").retryAfter(Duration.ofMillis(1_500));
        await(there.serve(failing, clock -> Future.failedFuture(told)));
        Failure read = failure(here.request(failing, new Clock(0)));
        assertThat(read).usingRecursiveComparison().isEqualTo(told);
    }

    @Test
    void aDefectIsToldAsInternalWithoutItsDetails() {
        Endpoint<Clock, Clock> broken = endpoint();
        await(there.serve(broken, clock -> {
            throw new IllegalStateException("secret");
        }));
        Failure read = failure(here.request(broken, new Clock(0)));
        assertThat(read.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(read).hasMessageNotContaining("secret");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotBegun() {
        AtomicInteger done = new AtomicInteger();
        Endpoint<Clock, Clock> counting = endpoint();
        await(there.serve(counting, clock -> Future.succeededFuture(new Clock(done.incrementAndGet()))));
        await(here.request(counting, new Clock(0)));
        Arrivals stuck = new Arrivals(System::nanoTime);
        DeliveryOptions timely = stuck.stamp(new DeliveryOptions());
        DeliveryOptions late = stuck.stamp(new DeliveryOptions());
        long longAgo = System.nanoTime() - 2 * counting.timeout().toNanos();
        late.getHeaders().set(Arrivals.ASKED, String.valueOf(longAgo));
        await(carried(counting, timely));
        assertThatThrownBy(() -> await(carried(counting, late))).isInstanceOf(ReplyException.class);
        assertThat(done).hasValue(2);
    }

    /** Asks on the event bus itself, which carries the types that the bus has registered. */
    private Future<?> carried(Endpoint<Clock, Clock> endpoint, DeliveryOptions options) {
        return cluster.one()
                .eventBus()
                .request(endpoint.address(), new Clock(0), options.setCodecName(RecordCodec.nameOf(Clock.class)));
    }

    @Test
    void nobodyThereIsUnavailable() {
        assertThat(failure(here.request(endpoint(), new Clock(0))).code()).isEqualTo(FailureCode.UNAVAILABLE);
    }

    @Test
    void noAnswerInTimeIsATimeout() {
        Endpoint<Clock, Clock> silent = endpoint(Duration.ofMillis(700));
        Promise<Clock> never = Promise.promise();
        await(there.serve(silent, clock -> never.future()));
        assertThat(failure(here.request(silent, new Clock(0))).code()).isEqualTo(FailureCode.TIMEOUT);
    }

    @Test
    void allProcessesAreCounted() {
        assertThat(here.processes()).isEqualTo(2);
        Vertx alone = Vertx.vertx();
        assertThat(new Bus(alone).processes()).isEqualTo(1);
        await(alone.close());
    }

    @Test
    void newsReachesEveryNode() throws InterruptedException {
        Topic<Clock> topic = new Topic<>("test.topic", Clock.class);
        BlockingQueue<Clock> heardHere = new LinkedBlockingQueue<>();
        BlockingQueue<Clock> heardThere = new LinkedBlockingQueue<>();
        await(here.subscribe(topic, heardHere::add));
        await(there.subscribe(topic, heardThere::add));
        here.publish(topic, new Clock(2));
        assertThat(heardHere.poll(10, TimeUnit.SECONDS)).isEqualTo(new Clock(2));
        assertThat(heardThere.poll(10, TimeUnit.SECONDS)).isEqualTo(new Clock(2));
    }

    private Endpoint<Clock, Clock> endpoint() {
        return endpoint(Duration.ofSeconds(20));
    }

    private Endpoint<Clock, Clock> endpoint(Duration timeout) {
        return new Endpoint<>("test.endpoint." + addresses.incrementAndGet(), Clock.class, Clock.class, timeout);
    }

    private static Failure failure(Future<?> future) {
        return catchThrowableOfType(Failure.class, () -> await(future));
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
