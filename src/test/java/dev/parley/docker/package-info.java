/** The files that containers are made of, read and checked: no container engine runs in tests. */
package dev.parley.docker;
