/**
 * The {@code notification} verticle: takes what is due from the queue of pushes, looks once more whether it is still to be
 * told, and sends it by the {@link dev.parley.notification.Channel} of each device. The channels are packages of their own.
 *
 * <p>Imports {@code model}, {@code bus} and {@code config}. Everything runs on the verticle's context.
 */
package dev.parley.notification;
