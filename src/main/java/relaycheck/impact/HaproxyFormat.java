package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * HAProxy's {@code option httplog}, with or without a syslog prefix:
 * {@code 192.0.2.1:51320 [24/Nov/2026:13:34:12.320] front back/server 0/0/0/1/1 200 326 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"}.
 */
final class HaproxyFormat implements LogFormat {
    private static final byte[] NO_SERVER = "/<NOSRV>".getBytes(US_ASCII);
    /** {@code 24/Nov/2026:13:34:12.320}. */
    private static final int TIME_LENGTH = 24;

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int bracket = timeBracket(line, from, to);
        if (bracket < 0) {
            return false;
        }
        fields.clear(line);
        fields.time = fields.clock.clf(line, bracket + 1, bracket + 1 + TIME_LENGTH);
        int clientEnd = bracket - 1;
        int client = clientEnd;
        while (client > from && line[client - 1] != ' ') {
            client--;
        }
        int port = clientEnd;
        while (port > client && line[port] != ':') {
            port--;
        }
        fields.address(client, port > client ? port : clientEnd);
        return fields.time != LogClock.NONE
                && fields.addressTo > fields.addressFrom
                && afterTime(line, bracket + TIME_LENGTH + 3, to, fields);
    }

    /** The time of HAProxy has milliseconds and no zone, so no other format's fits. */
    private static int timeBracket(byte[] line, int from, int to) {
        int at = ByteSearch.indexOf(line, from, to, '[');
        while (at >= 0 && at + TIME_LENGTH + 3 < to) {
            if (at > from && line[at - 1] == ' ' && line[at + 21] == '.' && line[at + TIME_LENGTH + 1] == ']') {
                return at;
            }
            at = ByteSearch.indexOf(line, at + 1, to, '[');
        }
        return ByteSearch.NONE;
    }

    private static boolean afterTime(byte[] line, int from, int to, LineFields fields) {
        int backend = ByteSearch.wordEnd(line, from, to) + 1;
        int timers = ByteSearch.wordEnd(line, Math.min(backend, to), to) + 1;
        int status = ByteSearch.wordEnd(line, Math.min(timers, to), to) + 1;
        int size = ByteSearch.wordEnd(line, Math.min(status, to), to) + 1;
        if (size >= to) {
            return false;
        }
        // -1 says that it ended without an answer
        fields.status = line[status] == '-' ? 0 : (int) ByteSearch.number(line, status, size - 1);
        fields.size = ByteSearch.number(line, size, ByteSearch.wordEnd(line, size, to));
        int server = timers - 1 - NO_SERVER.length;
        if (server > backend && ByteSearch.startsWith(line, server, to, NO_SERVER)) {
            fields.kind = LineFields.Kind.ANSWERED_ITSELF;
        }
        int quote = ByteSearch.indexOf(line, size, to, '"');
        if (quote < 0 || quote == to - 1 || fields.status < 0 || fields.size < 0) {
            return false;
        }
        // a request that is too long is cut, and its mark with it; httpslog goes on behind it
        int end = ByteSearch.indexOf(line, quote + 1, to, '"');
        fields.request(quote + 1, end < 0 ? to : end);
        return true;
    }
}
