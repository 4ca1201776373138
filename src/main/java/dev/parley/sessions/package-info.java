/**
 * The port of the session directory. Its adapters are the packages below; one contract suite holds them all.
 *
 * <p>Imports {@code model} and {@code config}.
 */
package dev.parley.sessions;
