/**
 * An export: one file that holds everything the stores keep, and the way out of one set of stores and into another.
 *
 * <p>The file is gzipped text in UTF-8. Each line is a JSON object: a header, one line a record, and an end that says how
 * many records of each table there are and the SHA-256 of all lines before it. So a file that is cut off or damaged is
 * found out before anything is taken in.
 *
 * <p>{@link dev.parley.archive.Archive} is the port; every store implements it beside itself. A table more is a
 * {@link dev.parley.archive.RecordFormat} and what reads and writes it in each adapter, or one entry in a list for a table in SQL.
 *
 * <p>Imports {@code model}. Exporting and importing block the thread that asks for it, which is no event loop.
 */
package dev.parley.archive;
