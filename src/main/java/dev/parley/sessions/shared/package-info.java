/**
 * The session directory and the presence board on Vert.x shared data: maps within the process, or Hazelcast's when the process is in a cluster.
 *
 * <p>Entries are short strings, changed by compare-and-set. Imports {@code sessions} and {@code model}. Every class here is
 * safe for use by any thread.
 */
package dev.parley.sessions.shared;
