package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.RateLimit.Taking;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final RateLimit LIMIT = new RateLimit(10, Duration.ofSeconds(1));
    private static final long NOW = -5_000_000;

    @Test
    void grantsTheBurstAndThenOneAnInterval() {
        Taking burst = LIMIT.take(Long.MIN_VALUE, NOW, 12);
        assertThat(burst.granted()).isEqualTo(new Granted(10, Duration.ofSeconds(1)));
        assertThat(LIMIT.take(burst.freeAt(), NOW + 999_999, 1).granted())
                .isEqualTo(new Granted(0, Duration.ofNanos(1_000)));
        assertThat(LIMIT.take(burst.freeAt(), NOW + 1_000_000, 2).granted())
                .isEqualTo(new Granted(1, Duration.ofSeconds(1)));
    }

    @Test
    void refusingCostsNothing() {
        Taking burst = LIMIT.take(Long.MIN_VALUE, NOW, 10);
        assertThat(LIMIT.take(burst.freeAt(), NOW, 5).freeAt()).isEqualTo(burst.freeAt());
    }

    @Test
    void isNeverMoreThanAWindowAheadOfNow() {
        assertThat(LIMIT.take(NOW + 3_600_000_000L, NOW, 1).granted().nextIn()).isEqualTo(LIMIT.interval());
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Taking burst = LIMIT.take(Long.MIN_VALUE, NOW, 10);
        assertThat(LIMIT.take(LIMIT.giveBack(burst.freeAt(), 3), NOW, 10)
                        .granted()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void aLimitOfNothingGrantsNothing() {
        assertThat(new RateLimit(0, Duration.ofSeconds(1))
                        .take(Long.MIN_VALUE, NOW, 1)
                        .granted()
                        .count())
                .isZero();
    }
}
