/** Captures of real servers, replayed through parser, dialogues, inquiry and verdict without a socket. */
package relaycheck.replay;
