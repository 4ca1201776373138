/**
 * The port of the message store. Its adapters are the packages below; one contract suite holds them all.
 *
 * <p>Imports {@code model}, {@code config}, {@code archive} and {@code backup}.
 */
package dev.parley.store;
