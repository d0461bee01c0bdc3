package relaycheck.canary;

import java.time.Duration;

/**
 * What the canary lets its clients take: it stands in the open.
 *
 * @param connections at a time in all: a tenth of the descriptors that a process usually may have
 * @param perClient   at a time from one address (one /64 in IPv6): a gateway that many targets share needs many
 * @param requests    on one connection: relays keep connections open and share them between clients
 * @param head        bytes of one request head or line: proxies cut at 8 to 64 KiB, and ours come back with some fields added
 * @param bytes       received on one connection
 * @param patience   for the client to speak first on the mail port; far below the two seconds that a probe waits for a greeting
 * @param idle        of silence; longer than a relay thinks between dialling and speaking
 * @param life        of one connection
 * @param linger      for the client to read the last answer, after which it is closed
 */
record Limits(
        int connections,
        int perClient,
        int requests,
        int head,
        int bytes,
        Duration patience,
        Duration idle,
        Duration life,
        Duration linger) {
    static final Limits DEFAULT = new Limits(
            2_000,
            500,
            100,
            16 * 1024,
            256 * 1024,
            Duration.ofMillis(300),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2));
}
