package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A custom format that was not told: wherever a quoted request, a time, an address and a status stand in a line, it is
 * one of an access log. Tried last, and only where no other format fits. {@link LoosePlaces} finds the pieces.
 */
final class LooseFormat implements LogFormat {
    /** A longer line is not worth a search. */
    private static final int MAX_LENGTH = 16_384;

    private static final byte[] HTTP = "HTTP/".getBytes(US_ASCII);
    private static final byte[] AFTER_SCHEME = "://".getBytes(US_ASCII);
    private static final int SHORTEST_METHOD = 3;
    private static final int LONGEST_METHOD = 20;

    @Override
    public String name() {
        return "any";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        if (to - from > MAX_LENGTH) {
            return false;
        }
        fields.clear(line);
        LoosePlaces places = new LoosePlaces(line, from, to);
        return request(line, from, to, fields)
                && time(places, fields)
                && client(places, fields)
                && status(places, from, fields);
    }

    /** The first {@code "METHOD target HTTP/1.1"}, or with a URL and without a version, as before HTTP/1.0. */
    private static boolean request(byte[] line, int from, int to, LineFields fields) {
        int quote = ByteSearch.indexOf(line, from, to, '"');
        while (quote >= 0) {
            int end = methodEnd(line, quote + 1, to);
            int target = ByteSearch.skipBlanks(line, end, to);
            int targetEnd = target;
            while (targetEnd < to && line[targetEnd] != ' ' && line[targetEnd] != '"' && line[targetEnd] != '\t') {
                targetEnd++;
            }
            boolean named = target > end && targetEnd > target;
            if (named && (isVersion(line, targetEnd + 1, to) || isQuotedUrl(line, target, targetEnd, to))) {
                fields.methodFrom = quote + 1;
                fields.methodTo = end;
                fields.targetFrom = target;
                fields.targetTo = targetEnd;
                return true;
            }
            quote = ByteSearch.indexOf(line, quote + 1, to, '"');
        }
        return false;
    }

    /** Where the method ends that begins here; where it begins if it is none. */
    private static int methodEnd(byte[] line, int from, int to) {
        int at = from;
        while (at < to && ((line[at] >= 'A' && line[at] <= 'Z') || (line[at] >= 'a' && line[at] <= 'z'))) {
            at++;
        }
        return at - from < SHORTEST_METHOD || at - from > LONGEST_METHOD ? from : at;
    }

    /** {@code HTTP/1.1"} or {@code HTTP/2"}. */
    private static boolean isVersion(byte[] line, int from, int to) {
        int at = from + HTTP.length;
        boolean digit = at + 1 < to && ByteSearch.startsWith(line, from, to, HTTP) && LoosePlaces.isDigit(line[at]);
        boolean minor = digit && at + 3 < to && line[at + 1] == '.' && LoosePlaces.isDigit(line[at + 2]);
        return digit && line[minor ? at + 3 : at + 1] == '"';
    }

    private static boolean isQuotedUrl(byte[] line, int from, int end, int to) {
        int colon = ByteSearch.indexOf(line, from, end, ':');
        return colon > from && ByteSearch.startsWith(line, colon, end, AFTER_SCHEME) && end < to && line[end] == '"';
    }

    private static boolean time(LoosePlaces places, LineFields fields) {
        places.leaveOut(fields.methodFrom - 1, fields.targetTo);
        while (places.nextTime()) {
            fields.time = AnyTime.read(places.time(), fields.clock);
            if (fields.time != LogClock.NONE) {
                places.leaveOut(places.start(), places.end());
                return true;
            }
        }
        return false;
    }

    /** The first address; but for the one that was asked for, as a Host before the client's may be, where there is another. */
    private static boolean client(LoosePlaces places, LineFields fields) {
        places.restart();
        while (places.nextAddress()) {
            boolean first = fields.addressTo == 0;
            boolean asked = contains(fields, places.start(), places.end());
            if (first || !asked) {
                fields.address(places.start(), places.end());
            }
            if (!asked) {
                break;
            }
        }
        places.leaveOut(fields.addressFrom, fields.addressTo);
        return fields.addressTo > 0;
    }

    private static boolean contains(LineFields fields, int from, int to) {
        for (int at = fields.targetFrom; at + to - from <= fields.targetTo; at++) {
            int same = 0;
            while (same < to - from && fields.bytes[at + same] == fields.bytes[from + same]) {
                same++;
            }
            if (same == to - from) {
                return true;
            }
        }
        return false;
    }

    /** Behind the request, as most have it, or before. */
    private static boolean status(LoosePlaces places, int from, LineFields fields) {
        int status = places.statusFrom(fields.targetTo);
        fields.status = status < 0 ? places.statusFrom(from) : status;
        return fields.status >= 0;
    }
}
