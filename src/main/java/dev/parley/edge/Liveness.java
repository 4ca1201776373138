package dev.parley.edge;

import dev.parley.protocol.CloseCode;
import java.time.Duration;
import java.time.Instant;

/** Watches that a session's client is heard of and its token holds, with one timer. */
final class Liveness {
    /** A client that is not heard of for so long has missed two heartbeats. */
    static final long SILENCE_MILLIS = 60_000;

    private final Session session;
    private final TimerWheel wheel;
    private TimerWheel.Timer timer;
    private long expiresAt;

    Liveness(Session session, TimerWheel wheel, Instant expiresAt) {
        this.session = session;
        this.wheel = wheel;
        this.expiresAt = onWheel(expiresAt);
        this.timer = wheel.in(0, this::watch);
    }

    /** Closes the session when it is time, or looks again when it can be. */
    void watch() {
        timer.cancel();
        long now = wheel.now();
        long silentAt = session.heardAt() + SILENCE_MILLIS;
        if (now >= expiresAt) {
            session.close(CloseCode.TOKEN_EXPIRED);
        } else if (now >= silentAt) {
            session.close(CloseCode.HEARTBEAT_MISSED);
        } else {
            timer = wheel.in(Math.min(expiresAt, silentAt) - now, this::watch);
        }
    }

    /** Goes by a fresh token from now on. */
    void extend(Instant until) {
        expiresAt = onWheel(until);
        watch();
    }

    void stop() {
        timer.cancel();
    }

    private long onWheel(Instant time) {
        return wheel.now() + Duration.between(Instant.now(), time).toMillis();
    }
}
