/**
 * The account store in a relational database: H2 in a file, or PostgreSQL.
 *
 * <p>Imports {@code accounts}, {@code model}, {@code bus}, {@code config}, {@code archive} and {@code backup}. The schema is in {@code db/migration}; its
 * constraints carry the rules. Both databases take the same statements; {@code H2File} and {@code Postgres} are where they
 * differ. JDBC runs on Vert.x's worker threads, never on an event loop.
 *
 * <p>Transactions lock in one order, so that none wait for each other in a circle: the user's row, then a device's, then a
 * revocation.
 */
package dev.parley.accounts.sql;
