package relaycheck.impact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Reads the times of log lines, as milliseconds since 1970. Not for two threads: it keeps the last day that it met,
 * since nearly every line is of the same day as the one before.
 */
final class LogClock {
    /** No time, or not a time. */
    static final long NONE = Long.MIN_VALUE;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    /** {@code 22/Oct/2007:03:14:12}. */
    private static final int CLF_LENGTH = 20;

    /** {@code 2026-11-24T13:34:12}. */
    private static final int ISO_LENGTH = 19;

    private static final long SECONDS_A_DAY = 86_400;

    private final ZoneId zone;
    private final LocalDate latest;
    private long dayHead;
    private int dayTail;
    private long dayStart = NONE;
    private boolean withoutZone;

    /**
     * @param zone of the times that name none
     * @param reference when the log was last written: the year of times that name none
     */
    LogClock(ZoneId zone, Instant reference) {
        this.zone = zone;
        this.latest = LocalDate.ofInstant(reference, zone).plusDays(1);
    }

    /** A time as Apache and nginx write it: {@code 22/Oct/2007:03:14:12 +0900}, the zone and a fraction may lack. */
    long clf(byte[] bytes, int from, int to) {
        if (to - from < CLF_LENGTH || bytes[from + 2] != '/' || bytes[from + 11] != ':') {
            return NONE;
        }
        long day = day(bytes, from);
        int second = timeOfDay(bytes, from + 12);
        if (day == NONE || second < 0) {
            return NONE;
        }
        int at = from + CLF_LENGTH;
        long millis = 0;
        if (at < to && bytes[at] == '.') {
            int end = ByteSearch.wordEnd(bytes, at, to);
            millis = millis(bytes, at + 1, end);
            at = end;
        }
        if (at == to) {
            return local(day / SECONDS_A_DAY, second, millis);
        }
        int offset = offset(bytes, at, to);
        return offset == Integer.MIN_VALUE || millis < 0 ? NONE : (day + second - offset) * 1000 + millis;
    }

    /** A time as ISO 8601 has it, {@code 2026-11-24T13:34:12.457+01:00}, or nearly; zone and fraction may lack. */
    long iso(byte[] bytes, int from, int to) {
        int second = to - from < ISO_LENGTH ? -1 : timeOfDay(bytes, from + 11);
        boolean fits = second >= 0
                && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && (bytes[from + 10] == 'T' || bytes[from + 10] == ' ');
        LocalDate date = fits
                ? date(
                        twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2),
                        twoDigits(bytes, from + 5),
                        twoDigits(bytes, from + 8))
                : null;
        int at = from + ISO_LENGTH;
        int fraction = at;
        if (date != null && at < to && (bytes[at] == '.' || bytes[at] == ',')) {
            at++;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
        }
        long millis = at > fraction ? millis(bytes, fraction + 1, at) : 0;
        if (date == null || millis < 0) {
            return NONE;
        }
        if (at == to) {
            return local(date.toEpochDay(), second, millis);
        }
        int offset = isoOffset(bytes, bytes[at] == ' ' ? at + 1 : at, to);
        return offset == Integer.MIN_VALUE
                ? NONE
                : (date.toEpochDay() * SECONDS_A_DAY + second - offset) * 1000 + millis;
    }

    /** A time as syslog writes it: {@code Nov 24 13:34:11.457}, in the year that the log was last written. */
    long syslog(byte[] bytes, int from, int to) {
        if (to - from < 15 || bytes[from + 3] != ' ' || bytes[from + 6] != ' ') {
            return NONE;
        }
        int month = month(bytes, from);
        int day = bytes[from + 4] == ' ' ? bytes[from + 5] - '0' : twoDigits(bytes, from + 4);
        int second = timeOfDay(bytes, from + 7);
        long millis = to - from > 16 && bytes[from + 15] == '.' ? millis(bytes, from + 16, to) : 0;
        if (month == 0 || day < 1 || second < 0 || millis < 0) {
            return NONE;
        }
        for (int year = latest.getYear(); year >= latest.getYear() - 4; year--) {
            LocalDate date = date(year, month, day);
            if (date != null && !date.isAfter(latest)) {
                return local(date.toEpochDay(), second, millis);
            }
        }
        return NONE;
    }

    /** Seconds since 1970 with a fraction, as Squid writes it. */
    static long epoch(byte[] bytes, int from, int to) {
        int dot = ByteSearch.indexOf(bytes, from, to, '.');
        long seconds = ByteSearch.number(bytes, from, dot < 0 ? to : dot);
        long millis = dot < 0 ? 0 : millis(bytes, dot + 1, to);
        return seconds <= 0 || seconds > 99_999_999_999L || millis < 0 ? NONE : seconds * 1000 + millis;
    }

    /** A time without a zone. */
    long local(LocalDateTime time) {
        withoutZone = true;
        return time.atZone(zone).toInstant().toEpochMilli();
    }

    /** What comes next is another line, or the same in another format. */
    void forgetZone() {
        withoutZone = false;
    }

    /** Whether a time named no zone since then. */
    boolean metTimeWithoutZone() {
        return withoutZone;
    }

    private long local(long epochDay, int second, long millis) {
        return local(LocalDate.ofEpochDay(epochDay).atStartOfDay().plusSeconds(second)) + millis;
    }

    /** Seconds at which the day begins in UTC; asked for the same day again it compares twelve bytes. */
    private long day(byte[] bytes, int from) {
        long head = (long) LONGS.get(bytes, from);
        int tail = (int) INTS.get(bytes, from + 8);
        if (head != dayHead || tail != dayTail || dayStart == NONE) {
            int year = twoDigits(bytes, from + 7) * 100 + twoDigits(bytes, from + 9);
            LocalDate date = bytes[from + 6] == '/' ? date(year, month(bytes, from + 3), twoDigits(bytes, from)) : null;
            dayStart = date == null ? NONE : date.toEpochDay() * SECONDS_A_DAY;
            dayHead = head;
            dayTail = tail;
        }
        return dayStart;
    }

    private static @org.jspecify.annotations.Nullable LocalDate date(int year, int month, int day) {
        try {
            return year < 0 ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static int month(byte[] bytes, int from) {
        for (int i = 0; i < MONTHS.length(); i += 3) {
            if (bytes[from] == MONTHS.charAt(i)
                    && bytes[from + 1] == MONTHS.charAt(i + 1)
                    && bytes[from + 2] == MONTHS.charAt(i + 2)) {
                return i / 3 + 1;
            }
        }
        return 0;
    }

    /** Seconds since midnight of {@code 03:14:12}, negative if it is none; a leap second is taken. */
    private static int timeOfDay(byte[] bytes, int from) {
        int hour = twoDigits(bytes, from);
        int minute = twoDigits(bytes, from + 3);
        int second = twoDigits(bytes, from + 6);
        boolean valid = bytes[from + 2] == ':' && bytes[from + 5] == ':' && hour >= 0 && minute >= 0 && second >= 0;
        return valid && hour < 24 && minute < 60 && second <= 60 ? (hour * 60 + minute) * 60 + second : -1;
    }

    private static int offset(byte[] bytes, int from, int to) {
        if (to - from != 6 || bytes[from] != ' ' || (bytes[from + 1] != '+' && bytes[from + 1] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = twoDigits(bytes, from + 2);
        int minutes = twoDigits(bytes, from + 4);
        if (hours < 0 || minutes < 0) {
            return Integer.MIN_VALUE;
        }
        return (hours * 60 + minutes) * 60 * (bytes[from + 1] == '-' ? -1 : 1);
    }

    /** {@code Z}, {@code +0900} or {@code +09:00}. */
    private static int isoOffset(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] == 'Z') {
            return 0;
        }
        boolean whole = to - from == 5 || (to - from == 6 && bytes[from + 3] == ':');
        if (!whole || (bytes[from] != '+' && bytes[from] != '-')) {
            return Integer.MIN_VALUE;
        }
        int minutes = twoDigits(bytes, from + 1) * 60 + twoDigits(bytes, to - 2);
        return minutes < 0 ? Integer.MIN_VALUE : minutes * (bytes[from] == '-' ? -60 : 60);
    }

    private static long millis(byte[] bytes, int from, int to) {
        int digits = Math.min(to - from, 3);
        long value = ByteSearch.number(bytes, from, from + digits);
        return digits == 3 ? value : digits == 2 ? value * 10 : value * 100;
    }

    private static int twoDigits(byte[] bytes, int from) {
        int tens = bytes[from] - '0';
        int ones = bytes[from + 1] - '0';
        // far below zero, so that it stays negative whatever is added or multiplied
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1_000_000 : tens * 10 + ones;
    }
}
