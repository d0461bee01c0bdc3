package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What one line says, as places in {@link #bytes}. Mutable, one a scanner and filled again for each line: millions of
 * lines are of no interest and must not cost an object each.
 */
final class LineFields {
    /** The line does not say how long the answer was. */
    static final long UNKNOWN_SIZE = -1;
    /** How the User-Agent of relaycheck's own requests begins. */
    static final byte[] OUR_AGENT = "relaycheck/".getBytes(US_ASCII);

    final LogClock clock;
    byte[] bytes = new byte[0];
    int addressFrom;
    int addressTo;
    int methodFrom;
    int methodTo;
    int targetFrom;
    int targetTo;
    int agentFrom;
    int agentTo;
    long time;
    int status;
    long size;
    Kind kind = Kind.WEB_SERVER;

    /** Whose line it is: it decides how an answer is to be understood. */
    enum Kind {
        /** The server answered, by itself or from elsewhere: its log alone does not always tell. */
        WEB_SERVER,
        /** A proxy wrote it: what it answered with success came from elsewhere. */
        PROXY,
        /** The log says that the answer came from elsewhere, whatever its status. */
        RELAYED,
        /** The server says that it answered by itself. */
        ANSWERED_ITSELF,
        /** A message in a row of messages about one request; the target's place holds the message. */
        TINYPROXY,
        DANTE,
        PRIVOXY;

        boolean isMessage() {
            return this == TINYPROXY || this == DANTE || this == PRIVOXY;
        }
    }

    LineFields(LogClock clock) {
        this.clock = clock;
    }

    void clear(byte[] line) {
        bytes = line;
        clock.forgetZone();
        addressFrom = addressTo = methodFrom = methodTo = targetFrom = targetTo = agentFrom = agentTo = 0;
        time = LogClock.NONE;
        status = 0;
        size = UNKNOWN_SIZE;
        kind = Kind.WEB_SERVER;
    }

    /**
     * Takes a request line apart; one that is no request ({@code -}, binary) leaves the target empty. Some servers take
     * several blanks for one, and log them as they came.
     */
    void request(int from, int to) {
        methodFrom = from;
        methodTo = ByteSearch.wordEnd(bytes, from, to);
        targetFrom = ByteSearch.skipBlanks(bytes, methodTo, to);
        targetTo = ByteSearch.wordEnd(bytes, targetFrom, to);
    }

    void address(int from, int to) {
        addressFrom = from;
        addressTo = to;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }
}
