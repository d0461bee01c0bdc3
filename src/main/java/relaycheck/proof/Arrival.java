package relaycheck.proof;

import java.net.InetAddress;
import java.time.Instant;

/**
 * A request of ours that the canary saw.
 *
 * @param nonce      what it carried
 * @param port       the canary's port
 * @param at         when
 * @param source     the address that dialled the canary: the relay's egress
 * @param sourcePort its port
 * @param protocol   how it spoke
 * @param head       what it said first, at most 4 KiB, one byte a character
 */
public record Arrival(
        Nonce nonce, int port, Instant at, InetAddress source, int sourcePort, Protocol protocol, String head) {
    /** How a relay spoke to the canary. */
    public enum Protocol {
        HTTP,
        /** HTTP inside TLS. */
        HTTPS,
        /** A line that is neither HTTP nor SMTP but holds a nonce. */
        RAW,
        SMTP
    }
}
