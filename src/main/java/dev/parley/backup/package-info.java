/**
 * Copies of the stores that live in folders of this process, made while they are used.
 *
 * <p>A backup is a folder that can take the place of a data folder. {@link dev.parley.backup.LiveCopy} is the port; a store that is
 * no server implements it beside its own.
 *
 * <p>Imports {@code model}. Files are written by workers.
 */
package dev.parley.backup;
