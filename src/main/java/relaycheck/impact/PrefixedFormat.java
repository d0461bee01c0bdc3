package relaycheck.impact;

import com.google.common.collect.ImmutableList;

/**
 * Another format's line behind what syslog, the journal or a container's runtime puts before it:
 * {@code Nov 24 13:34:12 host caddy[8]: {"ts":…}}, {@code 2026-11-24T13:34:12.1Z stdout F {"ts":…}}, {@code squid-1  | …}.
 */
final class PrefixedFormat implements LogFormat {
    /** Time, host and program are shorter. */
    private static final int LONGEST_PREFIX = 200;
    /** What stands before the blank that ends a prefix: of syslog (old, new), of the runtimes, of a time, of Compose. */
    private static final String LAST = ":-FZ|";

    /** Those that do not look for the beginning of what is theirs. */
    private static final ImmutableList<LogFormat> BEHIND = ImmutableList.of(
            new JsonFormat(),
            new SquidFormat(),
            new ThreeProxyFormat(),
            new EnvoyFormat(),
            new TinyproxyFormat(),
            new DanteFormat(),
            new PrivoxyFormat());

    @Override
    public String name() {
        return "prefixed";
    }

    @Override
    public boolean read(byte[] line, int from, int to, LineFields fields) {
        int near = Math.min(to, from + LONGEST_PREFIX);
        int blank = ByteSearch.indexOf(line, from + 1, near, ' ');
        while (blank >= 0 && blank + 1 < to) {
            int start = blank + 1;
            if ((LAST.indexOf(line[blank - 1]) >= 0 || line[start] == '{')
                    && BEHIND.stream().anyMatch(format -> format.read(line, start, to, fields))) {
                return true;
            }
            blank = ByteSearch.indexOf(line, start, near, ' ');
        }
        return false;
    }
}
