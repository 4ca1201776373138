package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The clock of each process counts from when its machine started. */
    private final AtomicLong here = new AtomicLong(Duration.ofDays(300).toNanos());

    private final AtomicLong there = new AtomicLong(-Duration.ofDays(2).toNanos());
    private final Arrivals answering = new Arrivals(here::get);
    private final Arrivals asking = new Arrivals(there::get);

    @Test
    void whatIsNoLaterThanItsAskerWaitsIsDone() {
        arrives(asked(), 3);
        assertThat(arrives(asked(), 4_900)).isFalse();
    }

    @Test
    void whatIsLaterIsNot() {
        arrives(asked(), 3);
        assertThat(arrives(asked(), 5_100)).isTrue();
        assertThat(arrives(asked(), 3)).as("the next").isFalse();
    }

    @Test
    void theFirstOfAnAskerIsBelieved() {
        assertThat(arrives(asked(), 20_000)).isFalse();
        assertThat(arrives(asked(), 3)).isFalse();
        assertThat(arrives(asked(), 5_100)).as("measured by the quickest").isTrue();
    }

    @Test
    void eachAskerHasAClockOfItsOwn() {
        arrives(asked(), 3);
        Arrivals other = new Arrivals(() -> there.get() - Duration.ofDays(1).toNanos());
        assertThat(arrives(other.stamp(new DeliveryOptions()).getHeaders(), 3)).isFalse();
    }

    @Test
    void clocksRunApart() {
        arrives(asked(), 3);
        long hour = Duration.ofHours(1).toNanos();
        for (int i = 0; i < 50; i++) {
            here.addAndGet(hour);
            there.addAndGet(hour - hour / 2_000);
            assertThat(arrives(asked(), 3)).isFalse();
        }
        assertThat(arrives(asked(), 10_000)).isTrue();
    }

    @Test
    void whatAStoppedAskerHadWrittenIsTooLate() {
        arrives(asked(), 3);
        MultiMap question = asked();
        pass(Duration.ofMinutes(3).toMillis());
        assertThat(answering.isTooLate(question, PATIENCE)).isTrue();
    }

    @Test
    void whoDoesNotSayWhenIsBelieved() {
        assertThat(answering.isTooLate(MultiMap.caseInsensitiveMultiMap(), PATIENCE))
                .isFalse();
    }

    private MultiMap asked() {
        return asking.stamp(new DeliveryOptions()).getHeaders();
    }

    private boolean arrives(MultiMap question, long afterMillis) {
        pass(afterMillis);
        return answering.isTooLate(question, PATIENCE);
    }

    private void pass(long millis) {
        long nanos = Duration.ofMillis(millis).toNanos();
        here.addAndGet(nanos);
        there.addAndGet(nanos);
    }
}
