/**
 * The launcher: reads settings and plan, wires the verticles, starts them in order and stops them in reverse.
 *
 * <p>The one composition root: it may import anything, and nothing imports it. Never blocks an event loop; the launcher's
 * own threads wait here for start and stop.
 */
package dev.parley.boot;
