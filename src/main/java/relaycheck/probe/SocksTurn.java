package relaycheck.probe;

import relaycheck.http.Chunk;
import relaycheck.proof.Destination;

/**
 * What is said to a SOCKS server, and how it answers that.
 *
 * @param words what is said
 * @param reply the form of the answer
 */
record SocksTurn(Chunk words, SocksReply reply) {
    /** The port as SOCKS writes it: two bytes, the higher first. */
    static Chunk port(Destination destination) {
        int port = destination.port();
        return Chunk.copyOf(new byte[] {(byte) (port >> 8), (byte) port});
    }
}
