package dev.parley.accounts;

import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps devices, at most one sign-in for each, and the sign-ins that were revoked. Methods return at once and may be
 * called from any thread; a change is durable when its future completes. A store that cannot be reached, or has too many
 * callers waiting, fails with a {@link dev.parley.model.Failure} of code {@code UNAVAILABLE}.
 */
public interface DeviceStore {
    /** How many devices of an account are signed in at once. One more signs out the one that was not seen for longest. */
    int SIGNED_IN_AT_ONCE = 10;

    /**
     * How many devices an account keeps, signed in or not. One more makes it forget the one that was not seen for longest, a signed-out one
     * first.
     */
    int DEVICES_KEPT = 100;

    /**
     * Keeps a new device, signed in, at generation 1.
     *
     * @return a future completed with what was revoked to make room, or failed with {@code NOT_FOUND} for an unknown user
     */
    Future<List<Revocation>> add(SignIn signIn);

    /**
     * Signs a known device in again, at generation 1.
     *
     * @return a future completed with the revocations of the sign-in that it had, if any, and of what had to make room, or
     *     failed with {@code NOT_FOUND} of field {@code deviceId} when the user has no such device
     */
    Future<List<Revocation>> signInAgain(SignIn signIn);

    /**
     * Moves a sign-in from one generation to the next; of any number of callers at once, one succeeds.
     *
     * @param at when the device was seen
     * @param expiresAt the new end of the sign-in
     */
    Future<Rotation> rotate(String signIn, long generation, Instant at, Instant expiresAt);

    /** @return a future completed with the revocation, or empty when the user has no such device signed in */
    Future<Optional<Revocation>> signOut(UserId user, DeviceId device, Instant at);

    /** @return a future completed with the revocation, or empty when there is no such sign-in */
    Future<Optional<Revocation>> revoke(String signIn, Instant at);

    /** @return a future completed with the devices whose sign-in has not ended at {@code at}, the last seen first */
    Future<List<Device>> signedIn(UserId user, Instant at);

    /** @return a future completed with the revocations at or after {@code since}, oldest first, at most {@code limit} */
    Future<List<Revocation>> revokedSince(Instant since, int limit);

    /** @return a future completed when no revocation before {@code before} is kept */
    Future<Void> forgetRevocations(Instant before);
}
