/**
 * Pushes to browsers: Web Push (RFC 8030), encrypted for the browser alone (RFC 8291), under this server's name (RFC 8292).
 *
 * <p>Imports {@code notification}, {@code notification.http}, {@code keys}, {@code bus} and {@code config}. Everything runs
 * on the context that opened it, but for the arithmetic of keys, which takes a millisecond and runs on worker threads.
 */
package dev.parley.notification.webpush;
