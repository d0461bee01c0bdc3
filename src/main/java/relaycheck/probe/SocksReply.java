package relaycheck.probe;

import relaycheck.http.Chunk;

/** The forms in which a SOCKS server answers; the second byte says yes or no. */
enum SocksReply {
    /** The choice of a login method (RFC 1928 §3). */
    METHOD(5, 0),
    /** The answer of SOCKS 4 to a request: eight bytes. */
    SOCKS4(0, 0x5a),
    /** The answer of SOCKS 5 to a request (RFC 1928 §6), as long as the address in it. */
    SOCKS5(5, 0);

    private static final int NAME = 3;
    private static final int IPV6 = 4;
    /** Version, answer, a reserved byte, the kind of address, and two for the port. */
    private static final int WITHOUT_ADDRESS = 6;

    private final int version;
    private final int yes;

    SocksReply(int version, int yes) {
        this.version = version;
        this.yes = yes;
    }

    /** Whether these bytes may be, or begin, such an answer. */
    boolean mayBe(Chunk heard) {
        return heard.isEmpty() || heard.at(0) == version;
    }

    /** Whether the answer is whole. */
    boolean isWhole(Chunk heard) {
        return heard.length() >= length(heard);
    }

    /** Whether a whole answer says yes. */
    boolean isYes(Chunk heard) {
        return heard.at(1) == yes;
    }

    /** How long the answer is, as far as these bytes tell. */
    int length(Chunk heard) {
        return switch (this) {
            case METHOD -> 2;
            case SOCKS4 -> 8;
            case SOCKS5 -> WITHOUT_ADDRESS + address(heard);
        };
    }

    private static int address(Chunk heard) {
        if (heard.length() < 5) {
            return 4;
        }
        return heard.at(3) == NAME ? 1 + heard.at(4) : heard.at(3) == IPV6 ? 16 : 4;
    }
}
