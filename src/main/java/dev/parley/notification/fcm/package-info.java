/**
 * Pushes to phones by Firebase Cloud Messaging, HTTP v1.
 *
 * <p>Imports {@code notification}, {@code notification.http}, {@code bus} and {@code config}. Everything runs on the context
 * that opened it.
 */
package dev.parley.notification.fcm;
