/**
 * The port of the message store. Its adapters are the packages below; one contract suite holds them all.
 *
 * <p>Imports {@code model}, {@code config} and {@code archive}.
 */
package dev.parley.store;
