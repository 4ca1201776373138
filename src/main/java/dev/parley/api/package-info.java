/**
 * REST under {@code /api/v1}, and the web client's files: sign-up, login, profile, devices, conversations, history, sending,
 * and sync by polling.
 *
 * <p>Imports {@code model}, {@code protocol}, {@code bus}, {@code config} and {@code node}. Each verticle instance has its
 * router and caches on its event loop; only {@link dev.parley.api.Shared} is used by all instances of a process.
 */
package dev.parley.api;
