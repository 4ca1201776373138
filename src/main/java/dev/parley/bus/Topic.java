package dev.parley.bus;

/**
 * News that a verticle tells whoever listens, on every node. Best effort: what must not be missed is also to be had by
 * asking.
 *
 * @param address where it is published
 * @param type the type of the news, an immutable record
 */
public record Topic<T>(String address, Class<T> type) {}
