package dev.parley.presence;

import dev.parley.limits.RateLimiter;
import dev.parley.sessions.SessionDirectory;

/** What all presence nodes of a cluster share. */
public record PresenceStores(SessionDirectory directory, RateLimiter limits) {}
