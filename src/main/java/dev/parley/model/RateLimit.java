package dev.parley.model;

import java.time.Duration;

/**
 * How often something may be done: {@code burst} times at once, and once more for every {@code interval} that passes.
 *
 * <p>A token bucket whose state is one number, by the generic cell rate algorithm (ITU-T I.371): the time at which all will
 * be free again, in microseconds of whatever clock is used. Taking one moves it on by an interval; it never is more than the
 * window ahead of now.
 */
public record RateLimit(int burst, Duration interval) {
    private static final long NANOS_PER_MICRO = 1_000;

    /**
     * What came of taking.
     *
     * @param freeAt the new state
     */
    public record Taking(Granted granted, long freeAt) {}

    /** The time in which all become free. */
    public Duration window() {
        return interval.multipliedBy(burst);
    }

    /**
     * Takes as many of {@code wanted} as are free.
     *
     * @param freeAt the state; anything from the past, such as 0, for all free
     */
    public Taking take(long freeAt, long now, int wanted) {
        long step = micros(interval);
        long end = now + micros(window());
        long full = Math.min(Math.max(freeAt, now), end);
        int count = (int) Math.min(wanted, (end - full) / step);
        long next = full + count * step;
        Duration wait = count == wanted ? Duration.ZERO : Duration.ofNanos((next + step - end) * NANOS_PER_MICRO);
        return new Taking(new Granted(count, wait), next);
    }

    /** The state after some that were taken are given back. */
    public long giveBack(long freeAt, int count) {
        return freeAt - count * micros(interval);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / NANOS_PER_MICRO;
    }
}
