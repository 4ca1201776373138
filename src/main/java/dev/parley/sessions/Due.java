package dev.parley.sessions;

import dev.parley.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A user who may have gone, for one presence node to decide about.
 *
 * @param claim what it was taken by; a user who arrives or leaves meanwhile is no longer held by it
 * @param activeAt when the last session that said so was active; absent when it went with its node
 */
public record Due(UserId user, long claim, Optional<Instant> activeAt) {}
