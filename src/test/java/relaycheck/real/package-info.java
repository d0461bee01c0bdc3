/** Real proxy and web servers of the system, started on loopback for tests. */
package relaycheck.real;
