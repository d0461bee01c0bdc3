package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Squid's native format, and Traffic Server's that is like it:
 * {@code 1795527252.225 2 192.0.2.1 TCP_TUNNEL/200 362 CONNECT host:443 - HIER_DIRECT/198.51.100.7 -}.
 */
final class SquidFormat implements LogFormat {
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final byte[] MISS = "TCP_MISS".getBytes(US_ASCII);
    private static final byte[] TCP = "TCP_".getBytes(US_ASCII);
    private static final byte[] HIT = "HIT".getBytes(US_ASCII);
    private static final byte[] NOWHERE = "HIER_NONE".getBytes(US_ASCII);
    /** Of Squid before 3.2, and of Traffic Server. */
    private static final byte[] NOWHERE_OF_OLD = "NONE".getBytes(US_ASCII);

    @Override
    public String name() {
        return "squid";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        if (from >= to || line[from] < '0' || line[from] > '9') {
            return false;
        }
        fields.clear(line);
        fields.kind = LineFields.Kind.PROXY;
        int end = ByteSearch.wordEnd(line, from, to);
        fields.time = end - from > 10 && line[end - 4] == '.' ? LogClock.epoch(line, from, end) : LogClock.NONE;
        return fields.time != LogClock.NONE && afterTime(line, end, to, fields);
    }

    private static boolean afterTime(byte[] line, int timeEnd, int to, LineFields fields) {
        int elapsed = ByteSearch.skipBlanks(line, timeEnd, to);
        int client = ByteSearch.skipBlanks(line, ByteSearch.wordEnd(line, elapsed, to), to);
        int code = ByteSearch.skipBlanks(line, ByteSearch.wordEnd(line, client, to), to);
        int size = ByteSearch.skipBlanks(line, ByteSearch.wordEnd(line, code, to), to);
        int request = ByteSearch.skipBlanks(line, ByteSearch.wordEnd(line, size, to), to);
        fields.address(client, ByteSearch.wordEnd(line, client, to));
        fields.request(request, to);
        int codeEnd = ByteSearch.wordEnd(line, code, to);
        int slash = ByteSearch.indexOf(line, code, codeEnd, '/');
        fields.status = slash < 0 ? ByteSearch.NONE : (int) ByteSearch.number(line, slash + 1, codeEnd);
        fields.size = ByteSearch.number(line, size, ByteSearch.wordEnd(line, size, to));
        int user = ByteSearch.skipBlanks(line, fields.targetTo, to);
        int way = ByteSearch.skipBlanks(line, ByteSearch.wordEnd(line, user, to), to);
        source(line, code, slash, way, to, fields);
        return fields.status >= 0 && fields.status < 1000 && fields.size >= 0 && fields.targetTo > fields.targetFrom;
    }

    /**
     * What Squid's formats {@code common} and {@code combined} end in, {@code TCP_MISS:HIER_DIRECT}; other servers' lines end in
     * a quotation mark or a number.
     */
    static void atEnd(byte[] line, int from, int to, LineFields fields) {
        if (line[to - 1] < 'A' || line[to - 1] > 'Z') {
            return;
        }
        int word = to;
        while (word > from && line[word - 1] != ' ') {
            word--;
        }
        int colon = ByteSearch.indexOf(line, word, to, ':');
        if (colon > word
                && (ByteSearch.startsWith(line, word, to, TCP)
                        || ByteSearch.startsWith(line, word, to, NOWHERE_OF_OLD))) {
            fields.kind = LineFields.Kind.PROXY;
            source(line, word, colon, colon + 1, to, fields);
        }
    }

    /**
     * The word for the way says where an answer came from. The destination's own 404 or 500 was relayed like any other; what
     * a gateway says that reached nothing, a redirect to a page that explains a refusal, or the cache manager's was not, and a
     * hit was once.
     */
    private static void source(byte[] line, int code, int codeEnd, int way, int to, LineFields fields) {
        boolean miss = codeEnd - code == MISS.length && ByteSearch.startsWith(line, code, codeEnd, MISS);
        boolean nowhere =
                ByteSearch.startsWith(line, way, to, NOWHERE) || ByteSearch.startsWith(line, way, to, NOWHERE_OF_OLD);
        if (nowhere && codeEnd > 0 && !ByteSearch.startsWith(line, codeEnd - HIT.length, codeEnd, HIT)) {
            fields.kind = LineFields.Kind.ANSWERED_ITSELF;
        } else if (way < to && !nowhere && miss && isOfDestination(fields.status)) {
            fields.kind = LineFields.Kind.RELAYED;
        }
    }

    /** A failure that is not the gateway's own. */
    private static boolean isOfDestination(int status) {
        return status / 100 == 4 || (status / 100 == 5 && (status < BAD_GATEWAY || status > GATEWAY_TIMEOUT));
    }
}
