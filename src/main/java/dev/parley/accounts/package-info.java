/**
 * People, their devices and tokens, and who is in a conversation: the port of the relational store and the verticle over it.
 *
 * <p>Imports {@code model}, {@code bus}, {@code config}, {@code keys} and {@code backup}. Everything runs on the verticle's event loop, but for password
 * hashing, which has threads of its own, and for who is in a conversation and what they see of it, which any thread may ask.
 */
package dev.parley.accounts;
