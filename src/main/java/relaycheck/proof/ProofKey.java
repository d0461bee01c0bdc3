package relaycheck.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The secret that canary and scanner share. Issues nonces, computes proofs, signs the question about arrivals.
 *
 * <p>Safe for use by many threads.
 */
public final class ProofKey {
    /** Bytes of a key. */
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] secret;
    private final Hmac hmac;
    private final HashFunction check;

    private ProofKey(byte[] secret) {
        this.secret = secret.clone();
        this.hmac = new Hmac(secret);
        ByteBuffer derived = ByteBuffer.wrap(hmac.of("nonce"));
        this.check = Hashing.sipHash24(derived.getLong(), derived.getLong());
    }

    /** The key of these {@value #BYTES} bytes. */
    public static ProofKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + secret.length);
        }
        return new ProofKey(secret);
    }

    /**
     * The key in the text of a key file: 64 hexadecimal digits and a line feed.
     *
     * @throws IllegalArgumentException where the text is anything else
     */
    public static ProofKey parse(String text) {
        String digits = text.strip();
        if (digits.length() != 2 * BYTES || !Hex.isLowerCaseHex(digits, 0, digits.length())) {
            throw new IllegalArgumentException("a key file holds 64 hexadecimal digits and a line feed");
        }
        return new ProofKey(HEX.parseHex(digits));
    }

    /** The text of a key file. */
    public String text() {
        return HEX.formatHex(secret) + "\n";
    }

    /**
     * The nonce of these 64 random bits. Its check is SipHash-2-4, a keyed function made for messages as short as this one: a
     * scan makes a nonce for each request, and an HMAC would take a fiftieth of its time.
     */
    public Nonce nonce(long random) {
        return new Nonce(HEX.toHexDigits(random) + checkDigits(random));
    }

    /** Whether the holder of this key issued the nonce. */
    public boolean issued(Nonce nonce) {
        long random = HexFormat.fromHexDigitsToLong(nonce.hex(), 0, Nonce.LENGTH / 2);
        return sameText(nonce.hex().substring(Nonce.LENGTH / 2), checkDigits(random));
    }

    /** What the canary returns to a request with this nonce that arrived on this port. */
    public Proof proof(Nonce nonce, int port) {
        return new Proof(nonce, port, hmac("proof:" + nonce.hex() + ":" + port));
    }

    /** Whether the proof is what the canary would have returned. */
    public boolean verifies(Proof proof) {
        return sameText(proof.hmac(), proof(proof.nonce(), proof.port()).hmac());
    }

    /**
     * The signature of a question to the canary.
     *
     * @param question    what is asked
     * @param epochSecond when; the canary takes it for a minute
     */
    public String signature(String question, long epochSecond) {
        return hmac("ask:" + epochSecond + ":" + question);
    }

    /** Compares without telling by its time how much of the two is equal. */
    public static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }

    private String checkDigits(long random) {
        return HEX.toHexDigits(check.hashLong(random).asLong());
    }

    private String hmac(String message) {
        return HEX.formatHex(hmac.of(message));
    }

    @Override
    public String toString() {
        return "ProofKey (secret)";
    }
}
