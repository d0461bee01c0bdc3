package relaycheck.proof;

/**
 * That a request with this nonce arrived at the canary on this port.
 *
 * @param nonce what was sent
 * @param port  the port on which it <em>arrived</em>, which need not be the one that was asked for
 * @param hmac  {@code HMAC-SHA256(key, "proof:" + nonce + ":" + port)}, as 64 lower-case hexadecimal digits
 */
public record Proof(Nonce nonce, int port, String hmac) {
    /** How many digits the HMAC has. */
    public static final int LENGTH = 64;
    /** The field in which the canary's HTTP answers carry it; the body carries it as well. */
    public static final String HEADER = "Relaycheck-Proof";
}
