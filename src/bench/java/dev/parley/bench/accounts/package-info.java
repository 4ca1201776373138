/**
 * What the accounts cost PostgreSQL: the questions that messages, sessions and pushes ask there, through the ports of the stores,
 * by the processor time of the server's own processes.
 *
 * <p>Imports {@code model}, {@code accounts}, {@code accounts.sql} and {@code bus}.
 */
package dev.parley.bench.accounts;
