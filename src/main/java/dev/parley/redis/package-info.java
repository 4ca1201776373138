/**
 * The way to Redis 6.2 or later: what a URL says, one connection with pipelining that is opened again when it is lost, and
 * scripts that are called by their digest. What is kept in Redis is for the adapters to say.
 *
 * <p>Imports {@code model} and {@code config}. A link belongs to the context on which it was opened and never blocks it.
 */
package dev.parley.redis;
