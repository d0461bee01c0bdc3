package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** A time of a form that is not known before: ISO 8601, as in the common log format, or a number since 1970. */
final class AnyTime {
    private AnyTime() {}

    /** Milliseconds since 1970, or {@link LogClock#NONE}. */
    static long read(String text, LogClock clock) {
        if (text.isEmpty()) {
            return LogClock.NONE;
        }
        byte[] bytes = text.getBytes(US_ASCII);
        if (text.length() > 5 && text.charAt(4) == '-') {
            return clock.iso(bytes, 0, bytes.length);
        }
        boolean bracketed = bytes[0] == '[';
        long clf = clock.clf(bytes, bracketed ? 1 : 0, bytes.length - (bracketed ? 1 : 0));
        return clf == LogClock.NONE ? number(text) : clf;
    }

    /** The same for a form that is known. */
    static long with(DateTimeFormatter form, String text, LogClock clock) {
        try {
            TemporalAccessor time = form.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime exact
                    ? exact.toInstant().toEpochMilli()
                    : clock.local(LocalDateTime.from(time));
        } catch (DateTimeException | ArithmeticException other) {
            return LogClock.NONE;
        }
    }

    /** Seconds, milliseconds, microseconds or nanoseconds since 1970: their number of digits tells. */
    private static long number(String text) {
        try {
            double value = Double.parseDouble(text);
            for (double unit : new double[] {1e9, 1e6, 1e3}) {
                if (value / unit * 1000 > 1e11) {
                    return (long) (value / unit * 1000);
                }
            }
            return value > 0 && value < 1e11 ? Math.round(value * 1000) : LogClock.NONE;
        } catch (NumberFormatException other) {
            return LogClock.NONE;
        }
    }
}
