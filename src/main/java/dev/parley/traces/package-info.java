/**
 * Follows what people send from step to step and from node to node, for who operates it: as spans of OpenTelemetry, sent to a
 * collector. Loaded only where that is set.
 *
 * <p>Told of steps by {@code bus}; imports that, {@code model} and {@code config}. Safe for use by any thread.
 */
package dev.parley.traces;
