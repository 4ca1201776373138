/**
 * Files of keys that sign: made on the first start, the same on every node.
 *
 * <p>Imports {@code model}. Reading and making files blocks.
 */
package dev.parley.keys;
