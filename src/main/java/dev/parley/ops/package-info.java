/**
 * What an operator asks a node: whether it lives, whether it is ready, what it measured.
 *
 * <p>Imports {@code model}, {@code bus} and {@code config}. Runs on an event loop, on a port of its own that is on loopback
 * unless set otherwise.
 */
package dev.parley.ops;
