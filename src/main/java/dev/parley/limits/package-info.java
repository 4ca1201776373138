/**
 * The port of counters that a cluster shares. Its adapters are the packages below; one contract suite holds them all.
 *
 * <p>Imports {@code model}.
 */
package dev.parley.limits;
