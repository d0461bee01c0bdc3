package relaycheck.impact;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Another format's line behind what syslog, the journal or a container's runtime puts before it:
 * {@code Nov 24 13:34:12 host caddy[8]: {"ts":…}}, {@code 2026-11-24T13:34:12.1Z stdout F {"ts":…}}.
 */
final class PrefixedFormat implements LogFormat {
    /** Time, host and program are shorter. */
    private static final int LONGEST_PREFIX = 200;

    private static final byte[] PROGRAM_END = "]: ".getBytes(US_ASCII);

    private final JsonFormat json = new JsonFormat();
    private final SquidFormat squid = new SquidFormat();

    @Override
    public String name() {
        return "prefixed";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int near = Math.min(to, from + LONGEST_PREFIX);
        int brace = ByteSearch.indexOf(line, from, near, '{');
        if (brace > from && line[brace - 1] == ' ') {
            return json.read(line, brace, to, fields);
        }
        int bracket = ByteSearch.indexOf(line, from, near, ']');
        return bracket > from
                && ByteSearch.startsWith(line, bracket, near, PROGRAM_END)
                && squid.read(line, bracket + PROGRAM_END.length, to, fields);
    }
}
