package relaycheck.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 with one key. The key's blocks are hashed once and the state after them is copied for each message, as RFC
 * 2104 §4 suggests: half the work for messages as short as ours. Immutable; any thread may use it.
 */
final class Hmac {
    /** Bytes of one block of SHA-256. */
    private static final int BLOCK = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    /** With a key that fits in one block. */
    Hmac(byte[] key) {
        inner = keyed(key, (byte) 0x36);
        outer = keyed(key, (byte) 0x5c);
    }

    /** The 32 bytes of a text's HMAC. */
    byte[] of(String ascii) {
        MessageDigest message = copy(inner);
        MessageDigest whole = copy(outer);
        return whole.digest(message.digest(ascii.getBytes(US_ASCII)));
    }

    private static MessageDigest keyed(byte[] key, byte pad) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(key, 0, block, 0, key.length);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(block);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be copied", e);
        }
    }
}
