/**
 * The {@code router} verticle: takes a submitted message, checks that its sender is in the conversation, has it persisted,
 * finds who is where, and sends it there.
 *
 * <p>Imports {@code model}, {@code bus} and {@code config}. Everything runs on the verticle's event loop; nothing is kept
 * between messages but the cache of members.
 */
package dev.parley.router;
