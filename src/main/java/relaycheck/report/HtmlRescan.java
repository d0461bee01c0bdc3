package relaycheck.report;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.history.Run;
import relaycheck.target.Endpoint;
import relaycheck.text.Printable;

/** The command that asks one endpoint again, with those of the scan's settings that let it be asked in the same way. */
final class HtmlRescan {
    private static final ImmutableList<String> KEPT =
            ImmutableList.of("own", "scope", "source", "canary", "canary-name", "canary-address", "key-file", "probes");
    /** An option that was given more than once is kept as one setting. */
    private static final Splitter VALUES = Splitter.on(", ").omitEmptyStrings();

    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w.,:/@%+-]+");

    private HtmlRescan() {}

    static String command(Endpoint endpoint, Run run) {
        Stream<String> options = KEPT.stream()
                .flatMap(option -> VALUES.splitToStream(run.settings().getOrDefault(option, ""))
                        .map(value -> "--" + option + " " + quoted(value)));
        return Stream.concat(Stream.of("relaycheck scan", quoted(endpoint.toString())), options)
                .collect(Collectors.joining(" "));
    }

    /** For a POSIX shell. */
    private static String quoted(String value) {
        String safe = Printable.line(value);
        return NEEDS_NO_QUOTES.matcher(safe).matches() ? safe : "'" + safe.replace("'", "'\\''") + "'";
    }
}
