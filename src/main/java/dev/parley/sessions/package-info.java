/**
 * The ports of the session directory, of the board that says who shows online, and of news about revoked sign-ins. Their
 * adapters are the packages below; one contract suite a port holds them all.
 *
 * <p>Imports {@code model} and {@code config}.
 */
package dev.parley.sessions;
