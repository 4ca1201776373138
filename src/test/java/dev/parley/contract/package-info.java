/** The published contract as a judge of what goes over the wire. For tests of any package, from any thread. */
package dev.parley.contract;
