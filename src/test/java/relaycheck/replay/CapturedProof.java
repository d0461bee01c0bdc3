package relaycheck.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;

/** The proof of the canary that the captures were made with. */
final class CapturedProof {
    private static final byte[] KEY = "lab-key-not-secret".getBytes(US_ASCII);

    private CapturedProof() {}

    static String of(String nonce) {
        return Hashing.hmacSha256(KEY).hashString(nonce, US_ASCII).toString();
    }
}
