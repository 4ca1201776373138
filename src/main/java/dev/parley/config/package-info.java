/**
 * What an operator can set, and how it is read: names, defaults, checks.
 *
 * <p>Imports nothing of Parley.
 */
package dev.parley.config;
