package dev.parley.redis;

import io.vertx.redis.client.Request;

/**
 * One command to Redis.
 *
 * @param brief how it is sent at first
 * @param whole how it is sent to a server that does not know the script which {@code brief} names
 */
public record Call(Request brief, Request whole) {
    /** A command that every server knows. */
    public static Call of(Request command) {
        return new Call(command, command);
    }
}
