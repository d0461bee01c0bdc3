package relaycheck.impact;

/**
 * Squid's native format, and Traffic Server's that is like it:
 * {@code 1795527252.225 2 192.0.2.1 TCP_TUNNEL/200 362 CONNECT host:443 - HIER_DIRECT/198.51.100.7 -}.
 */
final class SquidFormat implements LogFormat {
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
        return fields.status >= 0 && fields.status < 1000 && fields.size >= 0 && fields.targetTo > fields.targetFrom;
    }
}
