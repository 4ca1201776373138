/**
 * What reads bytes of strangers, tried with bytes that nobody thought of. Each target is a method that takes some, and
 * throws when something is wrong: tests give it mutations of good ones for a second; the profile {@code fuzz} lets Jazzer
 * look for bytes that reach code which none reached before, for as long as one likes.
 */
package dev.parley.fuzz;
