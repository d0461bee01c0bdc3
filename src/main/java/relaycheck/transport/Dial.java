package relaycheck.transport;

/**
 * A connection that is being made; what it takes to use one is made once it is there, for most dials of a scan fail.
 *
 * @param listener  who asked for it
 * @param clockwork what runs since then
 */
record Dial(RunListener listener, Clockwork clockwork) {}
