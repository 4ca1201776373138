/**
 * What is measured in this process, for operators: what clients do and get, how long calls of the stores take and how they end,
 * what the bus loses, what becomes of pushes, the pools of Vert.x, the Java machine. Never labelled by user, conversation or key.
 *
 * <p>Implements the meters of {@code bus}, {@code node}, {@code notification} and {@code traces}, and imports those and {@code model}. Safe
 * for use by any thread; recording takes well under a microsecond and never blocks.
 */
package dev.parley.metrics;
