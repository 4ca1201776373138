package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong millis = new AtomicLong();

    @Test
    void letsABurstThroughAndThenARate() {
        TokenBucket bucket = new TokenBucket(20, 3, millis::get);
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take()).isEmpty();
        }
        assertThat(bucket.take()).contains(Duration.ofMillis(50));
        millis.addAndGet(49);
        assertThat(bucket.take()).isPresent();
        millis.addAndGet(1);
        assertThat(bucket.take()).isEmpty();
        millis.addAndGet(3_600_000);
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take()).isEmpty();
        }
        assertThat(bucket.take()).isPresent();
    }

    @Test
    void theBottomlessOneIsNeverEmpty() {
        TokenBucket bucket = TokenBucket.bottomless();
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take()).isEmpty();
        }
    }
}
