/**
 * A cluster of a thousand edges in one process: our verticles, session directory, presence board and their scripts themselves,
 * on simulated machines, a simulated bus and a simulated Redis, by a simulated clock. What is not ours to decide, stores and
 * people, is made up.
 *
 * <p>Everything happens on one thread, in one order, and all chance comes from one seed: the same options give the same
 * report. Imports {@code model}, {@code bus}, {@code config}, {@code node}, {@code edge}, {@code router}, {@code presence},
 * {@code sessions}, {@code sessions.redis}, {@code limits} and {@code redis}.
 */
package dev.parley.bench.simulation;
