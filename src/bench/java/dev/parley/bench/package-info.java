/**
 * The load generator: clients over real WebSockets, an open loop, what came of it, and a bare relay to compare with.
 *
 * <p>Imports nothing of ours: it knows servers by the wire alone, so that it can drive a cluster of another version. All
 * clients live on one event loop, which runs everything here but the wait of the main thread for the end: no locks.
 */
package dev.parley.bench;
