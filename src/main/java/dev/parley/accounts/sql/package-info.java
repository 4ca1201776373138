/**
 * The account store in a relational database: H2 in a file.
 *
 * <p>Imports {@code accounts}, {@code model}, {@code bus} and {@code config}. The schema is in {@code db/migration}; its
 * constraints carry the rules. JDBC runs on Vert.x's worker threads, never on an event loop.
 */
package dev.parley.accounts.sql;
