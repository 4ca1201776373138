/**
 * Puts into a message store what people would have written in weeks: through the port of stores, while no server has it open.
 *
 * <p>Imports {@code model}, {@code store} and {@code store.rocks}.
 */
package dev.parley.bench.filling;
