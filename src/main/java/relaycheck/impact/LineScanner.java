package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Finds in a piece of a log what may matter. Every line is checked against a format and its time is read, since the
 * counts of lines and the span must be right; that is done on the bytes, without an object, and a day is compared
 * rather than parsed when it is the day of the line before. Only a line whose request-target does not begin with a slash
 * becomes a {@link Sighting}.
 */
public final class LineScanner {
    /** Evidence is to be recognised, not to be archived: the log itself is what to keep. */
    static final int MAX_SAMPLE = 500;
    /** No address and no host name is longer. */
    private static final int MAX_SOURCE = 255;

    /** Nor is a method; a hostile log may hold any. */
    private static final int MAX_METHOD = 32;

    private static final byte[] CONNECT = "CONNECT".getBytes(US_ASCII);

    private final ImmutableList<LogFormat> formats;
    private final LineFields fields;
    private final OwnPages ownPages = new OwnPages();
    private final ImmutableList.Builder<Sighting> sightings = ImmutableList.builder();
    private LogFormat current;
    private long lines;
    private long unparsed;
    private boolean pathsAlone;
    private boolean withoutZone;
    private long from = LogClock.NONE;
    private long to = LogClock.NONE;

    private LineScanner(LogFormats formats, LineFields fields) {
        this.formats = formats.list();
        this.fields = fields;
        this.current = this.formats.get(0);
    }

    /**
     * Scans whole lines.
     *
     * @param zone of the times that name none
     * @param written when the log was last written: the year of times that name none
     */
    public static Extract scan(byte[] bytes, int length, LogFormats formats, ZoneId zone, Instant written) {
        LineScanner scanner = new LineScanner(formats, new LineFields(new LogClock(zone, written)));
        int at = 0;
        while (at < length) {
            int end = ByteSearch.indexOf(bytes, at, length, '\n');
            int next = end < 0 ? length : end;
            scanner.line(bytes, at, next > at && bytes[next - 1] == '\r' ? next - 1 : next);
            at = next + 1;
        }
        return scanner.extract();
    }

    private Extract extract() {
        return new Extract(lines, unparsed, pathsAlone, withoutZone, from, to, ownPages, sightings.build());
    }

    private void line(byte[] bytes, int start, int end) {
        lines++;
        if (!read(bytes, start, end)) {
            unparsed++;
            return;
        }
        withoutZone |= fields.clock.metTimeWithoutZone();
        if (fields.time != LogClock.NONE) {
            from = from == LogClock.NONE ? fields.time : Math.min(from, fields.time);
            to = Math.max(to, fields.time);
        }
        if (fields.kind.isMessage()) {
            String text = fields.text(fields.targetFrom, Math.min(fields.targetTo, fields.targetFrom + MAX_SAMPLE * 4));
            if (Pairings.matters(fields.kind, text)) {
                sightings.add(new Sighting.Message(fields.kind, text, fields.time, lines, sample(bytes, start, end)));
            }
        } else if (fields.targetTo > fields.targetFrom) {
            request(bytes, start, end);
        }
    }

    private boolean read(byte[] bytes, int start, int end) {
        if (!(current instanceof LooseFormat) && current.read(bytes, start, end, fields)) {
            return true;
        }
        for (LogFormat format : formats) {
            if (format != current && format.read(bytes, start, end, fields)) {
                current = format instanceof LooseFormat ? current : format;
                return true;
            }
        }
        return current instanceof LooseFormat && current.read(bytes, start, end, fields);
    }

    private void request(byte[] bytes, int start, int end) {
        boolean connect = fields.methodTo - fields.methodFrom == CONNECT.length
                && ByteSearch.startsWith(fields.bytes, fields.methodFrom, fields.methodTo, CONNECT);
        if (fields.bytes[fields.targetFrom] == '/' && !connect) {
            pathsAlone = true;
            boolean root = fields.targetTo == fields.targetFrom + 1 || fields.bytes[fields.targetFrom + 1] == '?';
            if (root && fields.status >= 200 && fields.status < 400 && fields.size >= 0) {
                ownPages.add(fields.status, fields.size);
            }
            return;
        }
        RelayRequest rest = new RelayRequest(
                ClientAddress.withoutPort(
                        fields.text(fields.addressFrom, Math.min(fields.addressTo, fields.addressFrom + MAX_SOURCE))),
                "",
                new AskedPlace("", AskedPlace.NO_PORT),
                "",
                0,
                fields.status,
                fields.size,
                fields.time,
                fields.kind,
                ByteSearch.startsWith(fields.bytes, fields.agentFrom, fields.agentTo, LineFields.OUR_AGENT),
                lines,
                sample(bytes, start, end));
        RelayRequest.of(
                        fields.text(fields.methodFrom, Math.min(fields.methodTo, fields.methodFrom + MAX_METHOD)),
                        fields.text(fields.targetFrom, fields.targetTo),
                        rest)
                .ifPresent(sightings::add);
    }

    private static String sample(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, Math.min(end - start, MAX_SAMPLE), UTF_8);
        return end - start > MAX_SAMPLE ? text + "…" : text;
    }
}
