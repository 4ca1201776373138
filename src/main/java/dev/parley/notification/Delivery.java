package dev.parley.notification;

import dev.parley.bus.PushService;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Decides about one parcel, sends it where it is to be sent, and says what came of it. */
final class Delivery {
    private final LastLook lastLook;
    private final Map<PushService.Channel, Channel> channels;
    private final Backoff retries;
    private final InstantSource clock;
    private final Meter meter;

    Delivery(
            LastLook lastLook,
            Map<PushService.Channel, Channel> channels,
            Backoff retries,
            InstantSource clock,
            Meter meter) {
        this.lastLook = lastLook;
        this.channels = channels;
        this.retries = retries;
        this.clock = clock;
        this.meter = meter;
    }

    /** @return a future completed with what to do, or failed when that cannot be found out now */
    Future<Decision> look(Parcel parcel) {
        return lastLook.at(parcel, clock.instant());
    }

    /** @return a future completed with what came of it */
    Future<Outcome> carryOut(Decision decision, Parcel parcel, Breaker breaker) {
        if (decision instanceof Decision.Hold hold) {
            return Future.succeededFuture(new Outcome.Held(hold.until()));
        }
        if (decision instanceof Decision.Drop drop) {
            return drop(parcel, drop.reason());
        }
        Note note = ((Decision.Tell) decision).note();
        return Optional.ofNullable(channels.get(parcel.target().channel()))
                .map(channel -> tell(channel, parcel, note, breaker))
                .orElseGet(() -> drop(parcel, "unconfigured"));
    }

    private Future<Outcome> drop(Parcel parcel, String reason) {
        meter.dropped(parcel.target().channel(), reason);
        return Future.succeededFuture(new Outcome.Over());
    }

    private Future<Outcome> tell(Channel channel, Parcel parcel, Note note, Breaker breaker) {
        Instant now = clock.instant();
        return breaker.begin(now)
                ? channel.send(parcel.target(), note)
                        .map(receipt -> outcome(parcel, receipt, breaker))
                        .onFailure(defect -> breaker.failed(clock.instant()))
                : Future.succeededFuture(new Outcome.Held(breaker.next(now)));
    }

    private Outcome outcome(Parcel parcel, Receipt receipt, Breaker breaker) {
        Instant now = clock.instant();
        PushService.Channel channel = parcel.target().channel();
        if (receipt instanceof Receipt.Later later) {
            if (later.trouble()) {
                breaker.failed(now);
            } else {
                breaker.worked();
            }
            meter.failed(channel, later.reason());
            return new Outcome.Failed(again(parcel, later, now));
        }
        breaker.worked();
        if (receipt instanceof Receipt.Sent) {
            meter.sent(
                    channel, Duration.between(parcel.letters().get(0).message().at(), now));
            return new Outcome.Over();
        }
        if (receipt instanceof Receipt.Gone gone) {
            meter.dropped(channel, gone.reason());
            return new Outcome.Gone();
        }
        meter.dropped(channel, ((Receipt.Refused) receipt).reason());
        return new Outcome.Over();
    }

    private Instant again(Parcel parcel, Receipt.Later later, Instant now) {
        Duration own = retries.after(parcel.attempts());
        return now.plus(
                later.after().filter(wanted -> wanted.compareTo(own) > 0).orElse(own));
    }
}
