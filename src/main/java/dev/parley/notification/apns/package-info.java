/**
 * Pushes to iPhones and their like by the Apple Push Notification service, with pushy.
 *
 * <p>Imports {@code notification}, {@code bus} and {@code config}. Pushy has threads of its own; everything else runs on the
 * context that opened the channel.
 */
package dev.parley.notification.apns;
