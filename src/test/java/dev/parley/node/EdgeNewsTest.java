package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.model.NodeId;
import dev.parley.model.NodeNumber;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edges with clients to send elsewhere, and a node that recommends edges. */
class EdgeNewsTest {
    private static final URI ONE = URI.create("http://one.example:8081");
    private static final URI TWO = URI.create("http://two.example:8081");
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final EdgeBoard board = new EdgeBoard("local", System::nanoTime, bound -> 0);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void nobodyKnowsOfAnotherWhereNoNodeRecommends() {
        EdgeNews one = edge("one", ONE, Optional.empty());
        edge("two", TWO, Optional.empty());
        assertThat(await(one.find(1))).isEmpty();
    }

    @Test
    void anEdgeAsksTheNodeThatRecommends() {
        recommending("api");
        EdgeNews one = edge("one", ONE, Optional.empty());
        EdgeNews two = edge("two", TWO, Optional.empty());
        assertThat(found(one, 3)).containsExactly(TWO, TWO, TWO);
        assertThat(found(two, 1)).containsExactly(ONE);
    }

    @Test
    void aNodeThatRecommendsAsksItself() {
        EdgeNews one = edge("one", ONE, Optional.of(board));
        assertThat(await(one.find(1))).as("there is no other").isEmpty();
        edge("two", TWO, Optional.empty());
        assertThat(found(one, 2)).containsExactly(TWO, TWO);
    }

    /** What edges tell takes a moment to arrive. */
    private static List<URI> found(EdgeNews edge, int clients) {
        Instant limit = Instant.now().plusSeconds(20);
        List<URI> urls = await(edge.find(clients));
        while (urls.isEmpty()) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(5_000_000);
            urls = await(edge.find(clients));
        }
        return urls;
    }

    private void recommending(String name) {
        await(news(name, ONE, new OwnEdge(10, TrafficMeter.NONE), Optional.of(board))
                .begin());
    }

    /** A node whose edge listens. */
    private EdgeNews edge(String name, URI url, Optional<EdgeBoard> kept) {
        OwnEdge own = new OwnEdge(10, TrafficMeter.NONE);
        EdgeNews news = news(name, url, own, kept);
        await(news.begin());
        own.join(Future::succeededFuture);
        return news;
    }

    private EdgeNews news(String name, URI url, OwnEdge own, Optional<EdgeBoard> kept) {
        LeasedClock clock = new LeasedClock(System::currentTimeMillis, System::nanoTime);
        clock.hold(new NodeNumber(1), System.nanoTime() + HOUR_NANOS);
        EdgeNews.Address address = new EdgeNews.Address("local", url);
        return new EdgeNews(vertx, bus, new NodeId(name), address, clock, own, kept);
    }

    private static <T> T await(Future<T> future) {
        return future.timeout(20, TimeUnit.SECONDS).await();
    }
}
