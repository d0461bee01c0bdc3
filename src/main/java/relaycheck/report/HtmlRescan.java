package relaycheck.report;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.history.Run;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.text.Printable;

/** The command that asks one endpoint again, with those of the scan's settings that let it be asked in the same way. */
final class HtmlRescan {
    /** What says nothing of other hosts. */
    private static final ImmutableList<String> PLAIN =
            ImmutableList.of("canary", "canary-name", "canary-address", "key-file", "probes");

    private static final ImmutableList<String> KEPT = ImmutableList.<String>builder()
            .add("own", "scope", "source")
            .addAll(PLAIN)
            .build();
    /** An option that was given more than once is kept as one setting. */
    private static final Splitter VALUES = Splitter.on(", ").omitEmptyStrings();

    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w.,:/@%+-]+");

    private HtmlRescan() {}

    static String command(Endpoint endpoint, Run run) {
        return command(endpoint, options(KEPT, run));
    }

    /** The same for the endpoint's owner, who is told nothing of what else was in the scan's scope. */
    static String alone(Endpoint endpoint, Run run) {
        Stream<String> own = Scope.isPublic(endpoint.address())
                ? Stream.of("--own " + InetAddresses.toAddrString(endpoint.address()))
                : Stream.empty();
        return command(endpoint, Stream.concat(own, options(PLAIN, run)));
    }

    private static Stream<String> options(ImmutableList<String> kept, Run run) {
        return kept.stream()
                .flatMap(option -> values(option, run).stream().map(value -> "--" + option + " " + quoted(value)));
    }

    /** Of parts that were asked from several addresses no finding says which was its own. */
    private static List<String> values(String option, Run run) {
        List<String> values = VALUES.splitToList(run.settings().getOrDefault(option, ""));
        return option.equals("source") && values.size() > 1 ? List.of() : values;
    }

    private static String command(Endpoint endpoint, Stream<String> options) {
        return Stream.concat(Stream.of("relaycheck scan", quoted(endpoint.toString())), options)
                .collect(Collectors.joining(" "));
    }

    /** For a POSIX shell. */
    private static String quoted(String value) {
        String safe = Printable.line(value);
        return NEEDS_NO_QUOTES.matcher(safe).matches() ? safe : "'" + safe.replace("'", "'\\''") + "'";
    }
}
