package dev.parley.node;

import dev.parley.bus.Bus;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** Sees drafts through the router, each as a {@link Submission} of its own. */
final class RouterSubmitter implements Submitter {
    /** With the last attempt's time-out it makes about ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Vertx vertx;
    private final Bus bus;
    private final LeasedClock clock;
    private final TrafficMeter meter;
    private final Duration patience;

    RouterSubmitter(Vertx vertx, Bus bus, LeasedClock clock, TrafficMeter meter) {
        this(vertx, bus, clock, meter, PATIENCE);
    }

    /** @param patience after which no new attempt begins */
    RouterSubmitter(Vertx vertx, Bus bus, LeasedClock clock, TrafficMeter meter, Duration patience) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.meter = meter;
        this.patience = patience;
    }

    @Override
    public Future<Accepted> submit(Draft draft, Optional<SessionId> origin) {
        return new Submission(vertx, bus, clock, draft, origin, patience)
                .begin()
                .onComplete(this::count);
    }

    private void count(Accepted accepted, Throwable cause) {
        if (cause == null) {
            meter.accepted();
        } else {
            meter.failed(cause instanceof Failure failure ? failure.code() : FailureCode.INTERNAL);
        }
    }
}
