package dev.parley.node;

import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import java.time.Instant;

/**
 * Whom a valid access token speaks for.
 *
 * @param signIn the sign-in that the token came from; revoking a device revokes its sign-in
 * @param expiresAt when the token ends
 */
public record Identity(UserId user, DeviceId device, String signIn, Instant expiresAt) {}
