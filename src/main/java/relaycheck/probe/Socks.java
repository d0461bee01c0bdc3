package relaycheck.probe;

import relaycheck.http.Chunk;

/** Tells an answer in SOCKS by its first bytes. */
public final class Socks {
    private static final int NO_METHOD = 0xff;
    private static final int GRANTED = 0x5a;
    private static final int LAST_REFUSAL = 0x5d;

    private Socks() {}

    /** Whether it begins an answer in either version. */
    public static boolean isSpoken(Chunk heard) {
        return isFive(heard) || isFour(heard);
    }

    /** Whether SOCKS 5 turned down each method of login that was offered, before it was told a destination (RFC 1928 §3). */
    public static boolean takesNoMethod(Chunk heard) {
        return isFive(heard) && heard.length() > 1 && heard.at(1) == NO_METHOD;
    }

    /** An answer in SOCKS 5 begins with the version (RFC 1928 §3). */
    static boolean isFive(Chunk heard) {
        return !heard.isEmpty() && heard.at(0) == 5;
    }

    /** One in SOCKS 4 with a zero and one of its four codes. */
    static boolean isFour(Chunk heard) {
        return heard.length() > 1 && heard.at(0) == 0 && heard.at(1) >= GRANTED && heard.at(1) <= LAST_REFUSAL;
    }
}
