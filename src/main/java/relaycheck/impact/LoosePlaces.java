package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Where in a line something looks like a time, an address or a status. What was found is left out of the next search: a
 * time holds numbers that could be a status or an address.
 */
final class LoosePlaces {
    private static final int MOST_LEFT_OUT = 3;
    /** {@code 22/Oct/2007:03:14:12}. */
    private static final int CLF_LENGTH = 20;
    /** {@code 2007-10-22T03:14:12}. */
    private static final int ISO_LENGTH = 19;
    /** Seconds since 1970, until 2033. */
    private static final int EPOCH_LENGTH = 10;

    /** {@code  +0900}. */
    private static final int CLF_ZONE = 6;
    /** Of an IPv6 address that is written out. */
    private static final int COLONS = 7;
    /** With a port. */
    private static final int LONGEST_ADDRESS = 60;

    private final byte[] line;
    private final int from;
    private final int to;
    private final int[] leftOut = new int[2 * MOST_LEFT_OUT];
    private int leftOutCount;
    private int at;
    private int start;
    private int end;

    LoosePlaces(byte[] line, int from, int to) {
        this.line = line;
        this.from = from;
        this.to = to;
        this.at = from;
    }

    void restart() {
        at = from;
    }

    void leaveOut(int first, int last) {
        leftOut[leftOutCount++] = first;
        leftOut[leftOutCount++] = last;
    }

    /** Where it begins that was found last. */
    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The time that was found last, in a form that {@link AnyTime} reads. */
    String time() {
        return new String(line, start, end - start, US_ASCII);
    }

    boolean nextTime() {
        for (; at < to; at++) {
            at = beyondLeftOut(at);
            if (at >= to || !isDigit(line[at]) || (at > from && isDigit(line[at - 1]))) {
                continue;
            }
            end = timeEnd(at);
            if (end > at) {
                start = at;
                at = end;
                return true;
            }
        }
        return false;
    }

    private int timeEnd(int begin) {
        if (begin + CLF_LENGTH <= to && line[begin + 2] == '/' && line[begin + 6] == '/') {
            int last = fractionEnd(begin + CLF_LENGTH, ".");
            return zoneLength(last) == CLF_ZONE ? last + CLF_ZONE : last;
        }
        if (begin + ISO_LENGTH <= to && line[begin + 4] == '-' && line[begin + 7] == '-') {
            int last = fractionEnd(begin + ISO_LENGTH, ".,");
            return last < to && line[last] == 'Z' ? last + 1 : last + zoneLength(last);
        }
        int digits = begin;
        while (digits < to && isDigit(line[digits])) {
            digits++;
        }
        boolean epoch =
                digits - begin == EPOCH_LENGTH && line[begin] == '1' && (begin == from || line[begin - 1] != '.');
        int last = epoch ? fractionEnd(digits, ".") : begin;
        return last < to && line[last] == '.' ? begin : last;
    }

    private int fractionEnd(int begin, String points) {
        int last = begin;
        if (last + 1 < to && isOneOf(line[last], points) && isDigit(line[last + 1])) {
            last++;
            while (last < to && isDigit(line[last])) {
                last++;
            }
        }
        return last;
    }

    /** Of {@code +0900} or {@code +09:00}, behind a blank or not; or 0. */
    private int zoneLength(int begin) {
        int sign = begin < to && line[begin] == ' ' ? begin + 1 : begin;
        if (sign >= to || (line[sign] != '+' && line[sign] != '-')) {
            return 0;
        }
        int last = sign + 1;
        while (last < to && (isDigit(line[last]) || (line[last] == ':' && last == sign + 3))) {
            last++;
        }
        int length = last - sign;
        return length == 5 || (length == 6 && line[sign + 3] == ':') ? last - begin : 0;
    }

    boolean nextAddress() {
        while (at < to) {
            at = beyondLeftOut(at);
            int begin = at;
            int last = begin;
            while (last < to && isOfAddress(line[last]) && !isLeftOut(last)) {
                last++;
            }
            at = Math.max(last, begin + 1);
            boolean whole = last > begin && (last == to || !isWord(line[last])) && last - begin <= LONGEST_ADDRESS;
            // a name may stand before, as in client:192.0.2.1
            boolean named = whole && line[begin] == ':' && begin + 1 < last && line[begin + 1] != ':';
            start = named ? begin + 1 : begin;
            if (whole && (named || begin == from || !isWord(line[begin - 1]))) {
                end = isIpv6(start, last) ? last : ipv4End(start, last);
                if (end > start) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One that is written out, or with the zeroes left out; a time of day is none. */
    private boolean isIpv6(int begin, int last) {
        int colons = 0;
        boolean shortened = false;
        for (int i = begin; i < last; i++) {
            colons += line[i] == ':' ? 1 : 0;
            shortened |= line[i] == ':' && i + 1 < last && line[i + 1] == ':';
        }
        return last - begin > 2 && (shortened || colons >= COLONS);
    }

    /** The end of the IPv4 address that begins here, a port may follow; or where it begins. */
    private int ipv4End(int begin, int last) {
        int dots = 0;
        int digits = 0;
        int i = begin;
        for (; i < last && line[i] != ':'; i++) {
            boolean dot = line[i] == '.';
            if (dot ? digits == 0 : !isDigit(line[i])) {
                return begin;
            }
            dots += dot ? 1 : 0;
            digits = dot ? 0 : digits + 1;
            // a first number of four digits stands in real logs, and is no address of an inside host
            if (digits > (dots == 0 ? 4 : 3)) {
                return begin;
            }
        }
        return dots == 3 && digits > 0 ? i : begin;
    }

    /** The first number from 100 to 599 that stands by itself; a port behind an address does not. */
    int statusFrom(int first) {
        for (int i = beyondLeftOut(first); i + 3 <= to; i = beyondLeftOut(i + 1)) {
            boolean number = line[i] >= '1' && line[i] <= '5' && isDigit(line[i + 1]) && isDigit(line[i + 2]);
            if (number && mayPrecede(i) && (i + 3 == to || isOneOf(line[i + 3], " \t,;|\"") || isLeftOut(i + 3))) {
                return (int) ByteSearch.number(line, i, i + 3);
            }
        }
        return ByteSearch.NONE;
    }

    private boolean mayPrecede(int place) {
        if (place == from || isLeftOut(place - 1)) {
            return true;
        }
        byte before = line[place - 1];
        boolean port = before == ':' && place - 2 >= from && (isDigit(line[place - 2]) || line[place - 2] == ']');
        return isOneOf(before, " \t=:,;|\"") && !port && !(before == ':' && isLeftOut(place - 2));
    }

    private boolean isLeftOut(int place) {
        return beyondLeftOut(place) != place;
    }

    private int beyondLeftOut(int place) {
        int beyond = place;
        for (int i = 0; i < leftOutCount; i += 2) {
            if (beyond >= leftOut[i] && beyond < leftOut[i + 1]) {
                beyond = leftOut[i + 1];
                i = -2;
            }
        }
        return beyond;
    }

    private static boolean isOneOf(byte c, String some) {
        return some.indexOf(c) >= 0;
    }

    private static boolean isOfAddress(byte c) {
        return isDigit(c) || c == '.' || c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isWord(byte c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
