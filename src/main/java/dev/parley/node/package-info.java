/**
 * What the verticles that face clients ({@code edge}, {@code api}) share within one process: its lease and id clock, its
 * connected sessions and their delivery address, the check of tokens, limits on users and addresses, and the way to the router.
 *
 * <p>Imports {@code model}, {@code bus}, {@code config} and {@code listen}. One verticle instance per process runs it; what it hands out is
 * safe for use by any thread.
 */
package dev.parley.node;
