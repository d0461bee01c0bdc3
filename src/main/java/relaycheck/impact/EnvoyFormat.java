package relaycheck.impact;

import java.util.ArrayList;
import java.util.List;

/**
 * Envoy's and Istio's default format, {@code [2026-11-24T13:34:12.123Z] "CONNECT - HTTP/1.1" 200 - 78 94 3 - "192.0.2.1" "curl/8"
 * "id" "host:443" "198.51.100.1:443"}. A CONNECT names no path: the authority stands behind. (Of a URL Envoy logs the path alone,
 * so that a GET says nothing.)
 */
final class EnvoyFormat implements LogFormat {
    /** Forwarded-for, agent, identifier, authority, upstream; Istio puts the reason of a failure before. */
    private static final int QUOTED = 5;
    /** {@code 2026-11-24T13:34:12.123Z}; the fraction may be longer. */
    private static final int LONGEST_TIME = 40;

    @Override
    public String name() {
        return "envoy";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int bracket = from < to && line[from] == '['
                ? ByteSearch.indexOf(line, from, Math.min(to, from + LONGEST_TIME), ']')
                : ByteSearch.NONE;
        if (bracket < 0 || bracket + 3 > to || line[bracket + 1] != ' ' || line[bracket + 2] != '"') {
            return false;
        }
        fields.clear(line);
        fields.time = AnyTime.read(fields.text(from + 1, bracket), fields.clock);
        int quote = ByteSearch.closingQuote(line, bracket + 3, to);
        if (fields.time == LogClock.NONE || quote < 0) {
            return false;
        }
        fields.request(bracket + 3, quote);
        return afterRequest(line, quote + 2, to, fields);
    }

    private static boolean afterRequest(byte[] line, int status, int to, LineFields fields) {
        int flags = ByteSearch.wordEnd(line, Math.min(status, to), to) + 1;
        List<int[]> quoted = quoted(line, Math.min(flags, to), to);
        if (quoted.size() < QUOTED) {
            return false;
        }
        fields.status = (int) ByteSearch.number(line, status, flags - 1);
        int first = quoted.size() > QUOTED ? 1 : 0;
        int[] client = quoted.get(first);
        // the last is who connected, those before are what he says
        int at = client[1];
        while (at > client[0] && line[at - 1] != ',' && line[at - 1] != ' ') {
            at--;
        }
        fields.address(at, client[1]);
        fields.agentFrom = quoted.get(first + 1)[0];
        fields.agentTo = quoted.get(first + 1)[1];
        if (fields.targetTo - fields.targetFrom == 1 && line[fields.targetFrom] == '-') {
            fields.targetFrom = quoted.get(first + 3)[0];
            fields.targetTo = quoted.get(first + 3)[1];
            boolean nowhere = line[quoted.get(first + 4)[0]] == '-';
            fields.kind = nowhere ? LineFields.Kind.ANSWERED_ITSELF : LineFields.Kind.PROXY;
        }
        return fields.status >= 0 && fields.addressTo > fields.addressFrom;
    }

    private static List<int[]> quoted(byte[] line, int from, int to) {
        List<int[]> quoted = new ArrayList<>();
        int open = ByteSearch.indexOf(line, from, to, '"');
        while (open >= 0) {
            int close = ByteSearch.closingQuote(line, open + 1, to);
            if (close < 0) {
                return quoted;
            }
            quoted.add(new int[] {open + 1, close});
            open = ByteSearch.indexOf(line, close + 1, to, '"');
        }
        return quoted;
    }
}
