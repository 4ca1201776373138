package dev.parley.accounts;

import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import java.time.Instant;

/**
 * One signing-in of a device: what its tokens hang on. A device that signs in again gets another.
 *
 * @param id random; revoking a device is to refuse this id
 * @param at when it signed in
 * @param expiresAt when it ends unless it is refreshed
 */
public record SignIn(
        String id, UserId user, DeviceId device, String deviceName, String platform, Instant at, Instant expiresAt) {}
