package relaycheck.proof;

/** Tells lower-case hexadecimal digits. */
final class Hex {
    private Hex() {}

    static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    static boolean isLowerCaseHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
