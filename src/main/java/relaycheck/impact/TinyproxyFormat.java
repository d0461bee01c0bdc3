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
    private static final byte[] PROGRAM = ascii("tinyproxy[");
    private static final int SYSLOG_TIME = 15;

    @Override
    public String name() {
        return "tinyproxy";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int time = timeStart(line, from, to);
        if (time < 0 || to - time < SYSLOG_TIME + 5) {
            return false;
        }
        int timeEnd = ByteSearch.wordEnd(line, time + SYSLOG_TIME - 1, to);
        int bracket = ByteSearch.indexOf(line, timeEnd, to, '[');
        int bracketEnd = bracket < 0 ? ByteSearch.NONE : ByteSearch.indexOf(line, bracket, to, ']');
        if (bracketEnd < 0 || bracketEnd + 2 >= to || line[bracketEnd + 1] != ':') {
            return false;
        }
        fields.clear(line);
        fields.kind = LineFields.Kind.TINYPROXY;
        fields.time = fields.clock.syslog(line, time, timeEnd);
        fields.targetFrom = bracketEnd + 3;
        fields.targetTo = Math.max(to, bracketEnd + 3);
        return fields.time != LogClock.NONE;
    }

    /** After the level of tinyproxy's own form, or at the start of a syslog line that names the program. */
    private static int timeStart(byte[] line, int from, int to) {
        for (byte[] level : LEVELS) {
            if (ByteSearch.startsWith(line, from, to, level)) {
                return ByteSearch.skipBlanks(line, from + level.length, to);
            }
        }
        int start =
                from < to && line[from] == '<' ? ByteSearch.indexOf(line, from, Math.min(to, from + 5), '>') + 1 : from;
        int bracket = ByteSearch.indexOf(line, from, to, '[');
        int program = bracket - PROGRAM.length + 1;
        return program > start && ByteSearch.startsWith(line, program, to, PROGRAM) ? start : ByteSearch.NONE;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
