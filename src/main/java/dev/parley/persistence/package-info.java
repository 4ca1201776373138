/**
 * The {@code persistence} verticle: serves the message store on the bus, and holds the rule that a cursor never skips.
 *
 * <p>Imports {@code store}, {@code model}, {@code bus} and {@code config}. Everything runs on the verticle's context.
 */
package dev.parley.persistence;
