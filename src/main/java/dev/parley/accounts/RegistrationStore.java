package dev.parley.accounts;

import dev.parley.bus.PushService.Wishes;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.Future;

/** Keeps how devices are reached, and what users want of pushes. Threads and failures are as with {@link UserStore}. */
public interface RegistrationStore {
    /**
     * Keeps a registration in place of the one that the device had; what is queued goes there.
     *
     * @return a future completed when it is kept, or failed with {@code NOT_FOUND} when the device is not signed in by that
     *     sign-in
     */
    Future<Void> register(Registration registration);

    /** @return a future completed when the device has no registration, and nothing is queued for it */
    Future<Void> unregister(UserId user, DeviceId device);

    /** @return a future completed with what a user wants, or {@link Wishes#USUAL} */
    Future<Wishes> wishes(UserId user);

    /** @return a future completed when that is kept, or failed with {@code NOT_FOUND} for an unknown user */
    Future<Void> wish(UserId user, Wishes wishes);
}
