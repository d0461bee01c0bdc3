package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Where a program's message begins behind a syslog prefix, and when it was written. */
final class SyslogLine {
    /** {@code Nov 24 13:34:12}. */
    static final int TIME_LENGTH = 15;
    /** {@code 2026-11-24T13:34:12.457123+00:00}, which rsyslog writes by itself since Debian 12. */
    private static final int LONGEST_TIME = 35;

    private SyslogLine() {}

    /** Behind {@code program[9049]: }, or {@link ByteSearch#NONE} where another wrote the line. */
    static int message(byte[] line, int from, int to, byte[] program) {
        int bracket = ByteSearch.indexOf(line, from, to, '[');
        int name = bracket - program.length;
        boolean named = bracket >= 0 && name >= from && ByteSearch.startsWith(line, name, to, program);
        if (!named || (name > from && line[name - 1] != ' ')) {
            return ByteSearch.NONE;
        }
        int end = ByteSearch.indexOf(line, bracket, to, ']');
        return end > 0 && end + 2 < to && line[end + 1] == ':' && line[end + 2] == ' ' ? end + 3 : ByteSearch.NONE;
    }

    /** The time before {@code to}, in one of the two forms, behind a priority or not; or {@link LogClock#NONE}. */
    static long time(byte[] line, int from, int to, LogClock clock) {
        int start =
                from < to && line[from] == '<' ? ByteSearch.indexOf(line, from, Math.min(to, from + 5), '>') + 1 : from;
        if (start >= to || to - start < TIME_LENGTH) {
            return LogClock.NONE;
        }
        if (line[start] >= 'A') {
            return clock.syslog(line, start, ByteSearch.wordEnd(line, start + TIME_LENGTH - 1, to));
        }
        int end = ByteSearch.wordEnd(line, start, to);
        boolean whole = end - start <= LONGEST_TIME && end - start > TIME_LENGTH && line[start + 4] == '-';
        return whole ? AnyTime.read(new String(line, start, end - start, US_ASCII), clock) : LogClock.NONE;
    }
}
