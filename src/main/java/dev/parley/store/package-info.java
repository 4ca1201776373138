/**
 * The port of the message store. Its adapters are the packages below; one contract suite holds them all.
 *
 * <p>Imports {@code model} and {@code config}.
 */
package dev.parley.store;
