/**
 * What clients and the edge say to each other: the frames, their JSON, the close codes, the limits.
 *
 * <p>Imports {@code model} and Jackson's streaming parser. Everything here is immutable and safe for use by any thread;
 * nothing blocks.
 */
package dev.parley.protocol;
