package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EverywhereTest {
    private static final int THOUSAND = 1_000;
    private static final int A_SECOND = Everywhere.MOST_A_SECOND / THOUSAND;
    private static final Deliver NEWS = typing(true);
    private static final Deliver LAST = typing(false);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<Deliver> got = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        await(bus.subscribe(NodeService.DELIVER_EVERYWHERE, got::add));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aThousandNodesGetAsMuchASecondAsTheyBear() throws InterruptedException {
        Everywhere everywhere = new Everywhere(bus, () -> THOUSAND, nanos::get);
        assertThat(sent(everywhere, 500)).isEqualTo(A_SECOND + 1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(sent(everywhere, 500)).isEqualTo(A_SECOND);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(sent(everywhere, 500)).as("after a long pause").isEqualTo(A_SECOND + 1);
    }

    @Test
    void whatIsNotTooMuchAllGoes() throws InterruptedException {
        Everywhere everywhere = new Everywhere(bus, () -> THOUSAND, nanos::get);
        int all = 0;
        for (int i = 0; i < 200; i++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) / A_SECOND);
            all += sent(everywhere, 1);
        }
        assertThat(all).isEqualTo(200);
    }

    @Test
    void aSmallClusterGetsThousandsASecond() throws InterruptedException {
        Everywhere everywhere = new Everywhere(bus, () -> 3, nanos::get);
        assertThat(sent(everywhere, 5_000)).isEqualTo(5_000);
    }

    /** How many of so many were sent. */
    private int sent(Everywhere everywhere, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            everywhere.send(NEWS);
        }
        bus.publish(NodeService.DELIVER_EVERYWHERE, LAST);
        int count = 0;
        while (!next().equals(LAST)) {
            count++;
        }
        return count;
    }

    private Deliver next() throws InterruptedException {
        Deliver next = got.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }

    private static Deliver typing(boolean active) {
        return new Deliver(new News.Typing(RouterFixture.CHAT, RouterFixture.ANN, active), List.of(), Optional.empty());
    }
}
