/**
 * The {@code edge} verticle: the sockets of clients, over WebSocket and SockJS, and what is said on them.
 *
 * <p>Imports {@code model}, {@code protocol}, {@code bus}, {@code config} and {@code node}. Each instance has its own event
 * loop, and a session with all its parts is used on that loop only: no locks, nothing blocks.
 */
package dev.parley.edge;
