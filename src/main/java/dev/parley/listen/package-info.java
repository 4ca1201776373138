/**
 * What all listeners share: how many connections one address has, how long a request may take, and what they show of
 * themselves where they speak TLS, as nodes do among themselves.
 *
 * <p>Imports {@code config}. Runs on the event loops of the listeners; files are read by workers of Vert.x.
 */
package dev.parley.listen;
