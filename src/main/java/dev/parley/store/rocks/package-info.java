/**
 * The message store on RocksDB: embedded, one process, one folder.
 *
 * <p>All writes go through one thread that commits in groups, a synced write each where there is a message in it; reads run
 * on a small pool. Nothing here blocks an event loop. Key layouts are in {@link dev.parley.store.rocks.Family}.
 *
 * <p>Imports {@code store}, {@code model}, {@code config}, {@code archive} and {@code backup}.
 */
package dev.parley.store.rocks;
