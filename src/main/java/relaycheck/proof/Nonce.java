package relaycheck.proof;

/**
 * What a probe carries in its URL: 64 random bits and 64 bits by which the key's holder knows them again, as 32 lower-case hexadecimal digits.
 *
 * @param hex the digits
 */
public record Nonce(String hex) {
    /** How many digits. */
    public static final int LENGTH = 32;

    /** A nonce of exactly {@value #LENGTH} lower-case hexadecimal digits. */
    public Nonce {
        if (hex.length() != LENGTH || !Hex.isLowerCaseHex(hex, 0, LENGTH)) {
            throw new IllegalArgumentException("not a nonce: " + hex);
        }
    }

    /** The path that a probe asks for: {@code /<nonce>/}. */
    public String path() {
        return "/" + hex + "/";
    }

    // what a record makes for these two is slow until it is warm, and nonces are looked up for every answer
    @Override
    public boolean equals(Object other) {
        return other instanceof Nonce that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
