/**
 * Tests of the jar: real processes, real sockets, a real browser. They know the client contract and nothing of the code.
 */
package dev.parley.it;
