/**
 * Pushes as HTTPS posts to bots and bridges, signed with a secret that only they know.
 *
 * <p>Imports {@code notification}, {@code notification.http} and {@code bus}. Everything runs on the context that opened it.
 */
package dev.parley.notification.webhook;
