/**
 * The words of the domain: ids, messages, cursors, failures, and the clock that makes ids.
 *
 * <p>Imports the JDK only. Everything here is immutable or safe for use by any thread.
 */
package dev.parley.model;
