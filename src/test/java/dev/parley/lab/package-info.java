/**
 * The fault laboratory: a cluster of several processes on real stores, many clients, faults by a plan with a seed, and
 * checks of everything that the clients saw. {@code FaultsIT} is where it begins; {@code docs/reliability.md} says how to run
 * it for hours.
 *
 * <p>Clients add {@link dev.parley.lab.Fact}s to a {@link dev.parley.lab.History}; each {@link dev.parley.lab.Check} is a
 * function of a history alone, so it can be tried on one that was made by hand.
 */
package dev.parley.lab;
