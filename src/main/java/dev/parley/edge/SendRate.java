package dev.parley.edge;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How fast one session may talk, whatever it says, and how often it may be told to slow down. */
final class SendRate {
    private static final double FRAMES_PER_SECOND = 100;
    private static final double FRAMES_AT_ONCE = 500;
    /** So many refusals at once, and as many again in every ten seconds, are borne. */
    private static final double REFUSALS = 200;

    private final TokenBucket frames;
    private final TokenBucket patience;

    private SendRate(TokenBucket frames, TokenBucket patience) {
        this.frames = frames;
        this.patience = patience;
    }

    static SendRate limited(LongSupplier millis) {
        return new SendRate(
                new TokenBucket(FRAMES_PER_SECOND, FRAMES_AT_ONCE, millis),
                new TokenBucket(REFUSALS / 10, REFUSALS, millis));
    }

    static SendRate unlimited() {
        return new SendRate(TokenBucket.bottomless(), TokenBucket.bottomless());
    }

    /** Takes a frame, of any kind; when there were too many, says how long to wait. */
    Optional<Duration> frame() {
        return frames.take();
    }

    /** Counts a refusal, and says whether there were too many of them. */
    boolean refusedTooOften() {
        return patience.take().isPresent();
    }
}
