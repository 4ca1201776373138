/**
 * How verticles talk: every address, what is asked there and what is answered, and the typed way onto the event bus.
 *
 * <p>Imports {@code model}. Records that travel are deeply immutable: within a process the same instance is handed over.
 */
package dev.parley.bus;
