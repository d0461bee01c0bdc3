/** Peers that say and do what a script tells them, however rude. */
package relaycheck.peer;
