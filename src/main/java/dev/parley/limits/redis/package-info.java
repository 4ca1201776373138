/**
 * Rate limits in Redis: one number a key, changed by scripts on the clock of Redis. A key is in a slot of its own and expires
 * when all is free again.
 *
 * <p>Imports {@code model}, {@code limits} and {@code redis}. Never blocks.
 */
package dev.parley.limits.redis;
