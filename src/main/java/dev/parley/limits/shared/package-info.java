/**
 * Rate limits in the shared data of Vert.x: of this process alone, or of its Hazelcast cluster.
 *
 * <p>Imports {@code model} and {@code limits}. Never blocks.
 */
package dev.parley.limits.shared;
