package dev.parley.presence;

import dev.parley.limits.RateLimiter;
import dev.parley.sessions.PresenceBoard;
import dev.parley.sessions.RevocationNews;
import dev.parley.sessions.SessionDirectory;
import java.util.Optional;

/**
 * What all presence nodes of a cluster share.
 *
 * @param revocations absent where nodes that the bus did not reach learn of them from {@code accounts} alone
 */
public record PresenceStores(
        SessionDirectory directory, PresenceBoard board, RateLimiter limits, Optional<RevocationNews> revocations) {}
