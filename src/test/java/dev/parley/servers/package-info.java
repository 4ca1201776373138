/**
 * Real servers that tests start and stop: each in a process of its own, on free ports of the loopback address, with its
 * data in a folder that goes with it.
 */
package dev.parley.servers;
