/**
 * What is measured in this process, for operators: how long calls of the stores take and how they end, and how full the pools
 * of Vert.x are. Never labelled by user, conversation or key.
 *
 * <p>Imports {@code model}. Safe for use by any thread; recording takes well under a microsecond and never blocks.
 */
package dev.parley.metrics;
