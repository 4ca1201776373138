/**
 * The verticle that knows who is connected where and who shows online. It puts the session directory and the counters of
 * limits on the bus, brings the clocks of nodes together, and tells friends who comes and who goes.
 *
 * <p>Imports {@code model}, {@code bus}, {@code config}, {@code sessions} and {@code limits}. Any number of instances on any number of nodes
 * may serve one directory; each runs on its event loop and never blocks it.
 */
package dev.parley.presence;
