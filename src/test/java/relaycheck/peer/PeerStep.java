package relaycheck.peer;

/** One thing that a scripted peer does with a connection. */
public sealed interface PeerStep {
    /** Reads a request up to its empty line. */
    record Expect() implements PeerStep {}

    /** Reads whatever comes first. */
    record Await() implements PeerStep {}

    /** Says this; each character is a byte. */
    record Say(String text) implements PeerStep {}

    /** Says this over and over, as often as told or until the other side is gone. */
    record Repeat(String text, int times) implements PeerStep {}

    /** Returns what was read last. */
    record Echo() implements PeerStep {}

    /** Says nothing more until the other side is gone. */
    record Stall() implements PeerStep {}

    /** Lets a test do something; the script goes on when it has. */
    record Do(Runnable what) implements PeerStep {}

    /** Speaks TLS from here on, as the server, with a certificate of nobody's. */
    record StartTls() implements PeerStep {}

    /** Ends the connection with a reset. */
    record Reset() implements PeerStep {}
}
