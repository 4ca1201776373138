/**
 * The ports of the session directory and of news about revoked sign-ins. Their adapters are the packages below; one contract suite holds them all.
 *
 * <p>Imports {@code model} and {@code config}.
 */
package dev.parley.sessions;
