package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableList;

/**
 * tinyproxy's own log, {@code CONNECT   Nov 24 13:34:11.457 [9049]: Connect (file descriptor 5): 192.0.2.1}, or the same
 * through syslog. A request is spread over several messages; {@link TinyproxyPairing} puts them together.
 */
final class TinyproxyFormat implements LogFormat {
    private static final ImmutableList<byte[]> LEVELS = ImmutableList.of(
            ascii("CONNECT "),
            ascii("INFO "),
            ascii("NOTICE "),
            ascii("WARNING "),
            ascii("ERROR "),
            ascii("CRITICAL "));
    private static final byte[] PROGRAM = ascii("tinyproxy");

    @Override
    public String name() {
        return "tinyproxy";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int message = ownMessage(line, from, to);
        int time = message < 0 ? from : ByteSearch.skipBlanks(line, ByteSearch.wordEnd(line, from, to), to);
        message = message < 0 ? SyslogLine.message(line, from, to, PROGRAM) : message;
        if (message < 0) {
            return false;
        }
        fields.clear(line);
        fields.kind = LineFields.Kind.TINYPROXY;
        fields.time = SyslogLine.time(line, time, message, fields.clock);
        fields.targetFrom = message;
        fields.targetTo = to;
        return fields.time != LogClock.NONE;
    }

    /** Where the message begins in tinyproxy's own form, which begins with a level. */
    private static int ownMessage(byte[] line, int from, int to) {
        for (byte[] level : LEVELS) {
            if (ByteSearch.startsWith(line, from, to, level)) {
                int bracket = ByteSearch.indexOf(line, from, to, '[');
                int end = bracket < 0 ? ByteSearch.NONE : ByteSearch.indexOf(line, bracket, to, ']');
                return end >= 0 && end + 2 < to && line[end + 1] == ':' ? end + 3 : ByteSearch.NONE;
            }
        }
        return ByteSearch.NONE;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
