package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableList;

/**
 * Dante's log, {@code Nov 30 12:26:54 (1796041614.895031) danted[10249]: info: pass(2): tcp/connect [: …}, or the same
 * through syslog. A rule may log that a connection begins, that it ends, or both; {@link DantePairing} counts it once.
 */
final class DanteFormat implements LogFormat {
    private static final ImmutableList<byte[]> PROGRAMS =
            ImmutableList.of("danted".getBytes(US_ASCII), "sockd".getBytes(US_ASCII));

    @Override
    public String name() {
        return "dante";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int message = ByteSearch.NONE;
        for (byte[] program : PROGRAMS) {
            message = Math.max(message, SyslogLine.message(line, from, to, program));
        }
        if (message < 0) {
            return false;
        }
        fields.clear(line);
        fields.kind = LineFields.Kind.DANTE;
        fields.time = time(line, from, message, fields.clock);
        fields.targetFrom = message;
        fields.targetTo = to;
        return fields.time != LogClock.NONE;
    }

    /** Its own log says the time a second time, with the year and without a zone to guess. */
    private static long time(byte[] line, int from, int to, LogClock clock) {
        int open = from + SyslogLine.TIME_LENGTH + 1;
        int close = open < to && line[open] == '(' ? ByteSearch.indexOf(line, open, to, ')') : ByteSearch.NONE;
        return close < 0 ? SyslogLine.time(line, from, to, clock) : LogClock.epoch(line, open + 1, close);
    }
}
