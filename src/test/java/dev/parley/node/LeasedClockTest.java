package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.NodeNumber;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasedClockTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final NodeNumber NUMBER = new NodeNumber(7);
    private static final long BEYOND = NodeNumber.USED_BEYOND_LEASE.toNanos();

    private final AtomicLong wall = new AtomicLong(NOW);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LeasedClock clock = new LeasedClock(wall::get, nanos::get);

    @Test
    void makesNoIdWithoutALease() {
        assertUnavailable();
    }

    @Test
    void makesIdsForAsLongAsNobodyElseGetsTheNumberByTheMonotonicClock() {
        clock.hold(NUMBER, nanos.get() + 10);
        wall.addAndGet(3_600_000);
        nanos.addAndGet(10);
        assertThat(clock.holds()).isFalse();
        nanos.addAndGet(BEYOND - 1);
        assertThat(clock.next().value() & 4095).isEqualTo(NUMBER.value());
        nanos.incrementAndGet();
        assertUnavailable();
    }

    @Test
    void makesNoIdOnceTheNumberIsGivenUp() {
        clock.hold(NUMBER, nanos.get() + 10);
        clock.drop();
        assertUnavailable();
        assertThat(clock.number()).isEmpty();
    }

    @Test
    void aThreadHeldUpForTooLongMakesNoId() {
        AtomicLong leapingWall = new AtomicLong(NOW);
        LeasedClock heldUp = new LeasedClock(
                () -> {
                    nanos.addAndGet(100 + BEYOND);
                    return leapingWall.get();
                },
                nanos::get);
        heldUp.hold(NUMBER, nanos.get() + 50);
        assertThatThrownBy(heldUp::next).isInstanceOf(Failure.class);
    }

    @Test
    void followsIdsAndTimesThatItHasSeen() {
        clock.hold(NUMBER, nanos.get() + 10);
        MessageId seen = new MessageId(clock.next().value() + (1L << 40));
        clock.observe(seen);
        assertThat(clock.next()).isGreaterThan(seen);
        clock.observe(NOW + 1_000_000_000);
        assertThat(clock.millis()).isEqualTo(NOW + 1_000_000_000);
    }

    private void assertUnavailable() {
        assertThatThrownBy(clock::next).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code())
                .isEqualTo(FailureCode.UNAVAILABLE));
    }
}
