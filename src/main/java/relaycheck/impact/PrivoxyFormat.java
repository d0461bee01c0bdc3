package relaycheck.impact;

/**
 * Privoxy's log, {@code 2026-11-30 12:31:42.220 7fd1070246c0 Request: host:port/path}, with thread and level. (What its
 * {@code debug 512} writes is the common log format.) {@link PrivoxyPairing} puts the messages together.
 */
final class PrivoxyFormat implements LogFormat {
    /** {@code 2026-11-30 12:31:42.220}. */
    private static final int TIME_LENGTH = 23;
    /** Threads are written with eight hexadecimal digits or more. */
    private static final int SHORTEST_THREAD = 8;

    @Override
    public String name() {
        return "privoxy";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int thread = from + TIME_LENGTH + 1;
        if (to - from < TIME_LENGTH + SHORTEST_THREAD + 5 || line[from + 4] != '-' || line[from + 19] != '.') {
            return false;
        }
        int threadEnd = ByteSearch.wordEnd(line, thread, to);
        boolean fits = line[thread - 1] == ' '
                && threadEnd - thread >= SHORTEST_THREAD
                && isHex(line, thread, threadEnd)
                && isLevel(line, threadEnd + 1, to);
        if (!fits) {
            return false;
        }
        fields.clear(line);
        fields.kind = LineFields.Kind.PRIVOXY;
        fields.time = AnyTime.read(fields.text(from, from + TIME_LENGTH), fields.clock);
        fields.targetFrom = thread;
        fields.targetTo = to;
        return fields.time != LogClock.NONE;
    }

    private static boolean isHex(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(line[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code Request:}, {@code Re-Filter:}. */
    private static boolean isLevel(byte[] line, int from, int to) {
        int end = ByteSearch.wordEnd(line, from, to);
        return end > from + 1 && line[from] >= 'A' && line[from] <= 'Z' && line[end - 1] == ':';
    }
}
