/**
 * What a service of a given size needs: computed from what things cost and from what people are assumed to do.
 *
 * <p>Imports nothing of ours.
 */
package dev.parley.bench.capacity;
