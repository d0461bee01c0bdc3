/** Time that tests move by hand. */
package relaycheck.clock;
