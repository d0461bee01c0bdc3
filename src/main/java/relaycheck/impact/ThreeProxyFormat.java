package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * 3proxy's log as it writes it by itself, {@code 261130123000.976 3128 00000 - 192.0.2.1:57920 198.51.100.7:80 148 94 0 GET
 * http://host/ HTTP/1.1}, and as its sample configuration and most others have it: seconds since 1970 or a date, the
 * service before its port, and blanks within the request written as {@code _}. Tried with 3proxy 1.0.
 */
final class ThreeProxyFormat implements LogFormat {
    private static final byte[] VERSION = "_HTTP/".getBytes(US_ASCII);
    private static final int RELAYED = 200;
    /** The request led back to 3proxy itself: somebody took it for a web server. */
    private static final int FOR_ITSELF = 519;
    /** {@code 261130123000.976}, in UTC. */
    private static final int PACKED_TIME = 12;

    private static final int CENTURY = 2000;

    @Override
    public String name() {
        return "3proxy";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        if (to - from < PACKED_TIME || line[from] < '0' || line[from] > '9') {
            return false;
        }
        fields.clear(line);
        fields.kind = LineFields.Kind.PROXY;
        int end = ByteSearch.wordEnd(line, from, to);
        if (line[from + 2] == '-' || line[from + 4] == '-') {
            end = ByteSearch.wordEnd(line, Math.min(end + 1, to), to);
            end = end + 1 < to && (line[end + 1] == '+' || line[end + 1] == '-')
                    ? ByteSearch.wordEnd(line, end + 1, to)
                    : end;
            fields.time = end - from > 40 ? LogClock.NONE : dated(fields.text(from, end), fields.clock);
        } else {
            fields.time = end - from > PACKED_TIME && line[from + PACKED_TIME] == '.'
                    ? packed(line, from)
                    : LogClock.epoch(line, from, end);
        }
        return fields.time != LogClock.NONE && afterTime(line, ByteSearch.skipBlanks(line, end, to), to, fields);
    }

    private static boolean afterTime(byte[] line, int service, int to, LineFields fields) {
        int error = next(line, service, to);
        int user = next(line, error, to);
        int client = next(line, user, to);
        int server = next(line, client, to);
        int sent = next(line, server, to);
        int received = next(line, sent, to);
        int hops = next(line, received, to);
        int text = next(line, hops, to);
        int clientEnd = beforePort(line, client, server - 1);
        long code = ByteSearch.number(line, error, user - 1);
        fields.size = ByteSearch.number(line, received, hops - 1);
        boolean fits = text <= to
                && isService(line, service, error - 1)
                && user - error >= 4
                && user - error <= 6
                && code >= 0
                && clientEnd > client
                && beforePort(line, server, sent - 1) > server
                && ByteSearch.number(line, sent, received - 1) >= 0
                && fields.size >= 0
                && ByteSearch.number(line, hops, text - 1) >= 0;
        if (!fits) {
            return false;
        }
        fields.address(client, clientEnd);
        // what ended by a time-out or a limit had been relayed all the same
        fields.status = code == 0 || fields.size > 0 ? RELAYED : 0;
        if (code != FOR_ITSELF) {
            request(line, text, to, fields);
        }
        return true;
    }

    private static void request(byte[] line, int from, int to, LineFields fields) {
        int joint = ByteSearch.indexOf(line, from, to, '_');
        if (joint < 0 || ByteSearch.indexOf(line, from, to, ' ') >= 0) {
            fields.request(from, to);
            return;
        }
        fields.methodFrom = from;
        fields.methodTo = joint;
        fields.targetFrom = fields.targetTo = joint + 1;
        while (fields.targetTo < to && !ByteSearch.startsWith(line, fields.targetTo, to, VERSION)) {
            fields.targetTo++;
        }
    }

    /** {@code 3128} or {@code PROXY.3128}. */
    private static boolean isService(byte[] line, int from, int to) {
        int dot = ByteSearch.indexOf(line, from, Math.max(from, to), '.');
        return ByteSearch.number(line, dot < 0 ? from : dot + 1, to) > 0 && to - (dot < 0 ? from : dot + 1) <= 5;
    }

    /** The colon before the port that a place ends in, or {@link ByteSearch#NONE}. */
    private static int beforePort(byte[] line, int from, int to) {
        int at = to - 1;
        while (at > from && line[at] >= '0' && line[at] <= '9') {
            at--;
        }
        return at > from && at < to - 1 && line[at] == ':' ? at : ByteSearch.NONE;
    }

    /** The place behind the next single blank; beyond the end where there is none. */
    private static int next(byte[] line, int from, int to) {
        return from > to ? from : ByteSearch.wordEnd(line, from, to) + 1;
    }

    private static long packed(byte[] line, int from) {
        int[] parts = new int[PACKED_TIME / 2];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (int) ByteSearch.number(line, from + 2 * i, from + 2 * i + 2);
        }
        try {
            return LocalDateTime.of(CENTURY + parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException impossible) {
            return LogClock.NONE;
        }
    }

    /** A date, a time and a zone or none; the date of the sample configuration begins with the day. */
    private static long dated(String text, LogClock clock) {
        String iso = text.charAt(2) == '-' && text.length() > 10
                ? text.substring(6, 10) + text.substring(2, 6) + text.substring(0, 2) + text.substring(10)
                : text;
        int zone = iso.lastIndexOf(' ');
        return AnyTime.read(zone > 10 ? iso.substring(0, zone) + iso.substring(zone + 1) : iso, clock);
    }
}
