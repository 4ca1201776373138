package dev.parley.accounts;

import dev.parley.bus.AccessTokens;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoke;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.AccountsService.RevokedSince;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.PresenceService;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs devices out and lets every node know. The store has it first: news may be lost, what is stored can be asked for. */
final class Revoker {
    private static final Logger LOG = LoggerFactory.getLogger(Revoker.class);
    /** Longer than any access token lives, by far. */
    private static final Duration KEPT = AccessTokens.LIFETIME.multipliedBy(96);

    private final Bus bus;
    private final DeviceStore devices;
    private final InstantSource clock;

    Revoker(Bus bus, DeviceStore devices, InstantSource clock) {
        this.bus = bus;
        this.devices = devices;
        this.clock = clock;
    }

    Future<Done> revoke(Revoke request) {
        return devices.signOut(request.user(), request.device(), clock.instant())
                .compose(revoked -> revoked.map(revocation -> told(List.of(revocation)))
                        .orElseGet(() -> Future.failedFuture(
                                Failure.of(FailureCode.NOT_FOUND, "you have no such device", "deviceId"))));
    }

    /** Ends a sign-in whose refresh token was used twice, so that neither its owner nor a thief goes on. */
    Future<Done> revokeReused(String signIn) {
        return devices.revoke(signIn, clock.instant())
                .map(revoked -> tell(revoked.stream().toList()));
    }

    Future<Revoked> since(RevokedSince question) {
        return devices.revokedSince(question.since(), AccountsService.REVOKED_PAGE)
                .map(Revoked::new);
    }

    /** Lets every node know of what is stored already: now, and through presence those that the bus does not reach. */
    Done tell(List<Revocation> revocations) {
        if (!revocations.isEmpty()) {
            Revoked news = new Revoked(revocations);
            bus.publish(AccountsService.REVOKED, news);
            bus.request(PresenceService.REVOKED, news)
                    .onFailure(cause -> LOG.debug("Presence keeps no word of a revocation: {}", cause.getMessage()));
        }
        return Done.DONE;
    }

    private Future<Done> told(List<Revocation> revocations) {
        return Future.succeededFuture(tell(revocations));
    }

    /** @return a future completed when no revocation is kept that matters no more */
    Future<Void> forgetOld() {
        return devices.forgetRevocations(clock.instant().minus(KEPT));
    }
}
