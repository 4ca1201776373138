/** Real servers for tests: started on free ports, killed, stopped and started again. */
package dev.parley.servers;
