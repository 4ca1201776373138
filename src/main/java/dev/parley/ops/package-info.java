/**
 * What an operator asks a node: whether it lives, whether it is ready, what it measured; and the console, which shows the
 * whole cluster. Nodes tell each other over the bus how they are, only while somebody looks.
 *
 * <p>Imports {@code model}, {@code bus}, {@code config}, {@code listen} and {@code backup}. Runs on an event loop, on a port of its own that is on loopback
 * unless set otherwise.
 */
package dev.parley.ops;
