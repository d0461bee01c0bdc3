package relaycheck.impact;

import com.google.common.collect.ImmutableList;

/** The formats that are known, and how {@code --format} names one. */
public final class LogFormats {
    /** Those whose lines stand alone or in others' JSON. To add one takes its class and one line here; they exclude each other. */
    static final ImmutableList<LogFormat> PLAIN = ImmutableList.of(
            new ClfFormat(),
            new SquidFormat(),
            new HaproxyFormat(),
            new TinyproxyFormat(),
            new ThreeProxyFormat(),
            new DanteFormat(),
            new PrivoxyFormat(),
            new EnvoyFormat());

    /** The last takes what is left. */
    private static final ImmutableList<LogFormat> KNOWN = ImmutableList.<LogFormat>builder()
            .addAll(PLAIN)
            .add(new JsonFormat(), new PrefixedFormat(), new LooseFormat())
            .build();

    private final ImmutableList<LogFormat> formats;

    private LogFormats(ImmutableList<LogFormat> formats) {
        this.formats = formats;
    }

    /** All that are known: each line is read by the one that fits it. */
    public static LogFormats detect() {
        return new LogFormats(KNOWN);
    }

    /**
     * The one that the user names, or writes as Apache's {@code LogFormat} or nginx's {@code log_format} does.
     *
     * @throws IllegalArgumentException if it is neither a name nor such a format; its message says why
     */
    public static LogFormats of(String text) {
        for (LogFormat known : KNOWN) {
            if (known.name().equalsIgnoreCase(text)) {
                return new LogFormats(ImmutableList.of(known));
            }
        }
        return switch (text) {
            case "common", "combined", "vhost_combined", "vhost", "nginx" -> of("clf");
            case "danted", "sockd" -> of("dante");
            case "trafficserver", "ats" -> of("squid");
            default -> new LogFormats(ImmutableList.of(FormatString.compile(text)));
        };
    }

    ImmutableList<LogFormat> list() {
        return formats;
    }
}
