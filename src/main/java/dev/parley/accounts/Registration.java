package dev.parley.accounts;

import dev.parley.bus.PushService.Target;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;

/**
 * How a device is reached while it is not connected.
 *
 * @param signIn with which it ends
 * @param provider on whom it depends whether a push gets there: what fails for one does not hold up the others
 */
public record Registration(UserId user, DeviceId device, String signIn, Target target, String provider) {}
