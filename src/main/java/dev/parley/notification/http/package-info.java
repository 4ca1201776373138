/**
 * How pushes are posted over HTTP: to addresses that users named, which are not to lead inside, and within bounds.
 *
 * <p>Imports {@code notification}. Everything runs on the context that opened it; names are resolved on threads of their own.
 */
package dev.parley.notification.http;
