package dev.parley.sessions;

import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import java.time.Instant;

/** A sign-in whose tokens are no longer valid, and whose it was. */
public record RevokedSignIn(String signIn, UserId user, DeviceId device, Instant at) {}
