package relaycheck.report;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.history.Run;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;

/** The command that asks one endpoint again, with those of the scan's settings that let it be asked in the same way. */
final class HtmlRescan {
    private static final String CANARY = "canary";
    private static final String CANARY_ADDRESS = "canary-address";
    /** Takes no value. */
    private static final String UNCHECKED = "canary-unchecked";

    private static final String KEY = "key-file";
    /** What says nothing of other hosts. */
    private static final ImmutableList<String> PLAIN =
            ImmutableList.of(CANARY, UNCHECKED, "canary-name", CANARY_ADDRESS, KEY, "probes");

    private static final ImmutableList<String> KEPT = ImmutableList.<String>builder()
            .add("own", "scope", "source")
            .addAll(PLAIN)
            .build();

    /** What a command takes once. */
    private static final ImmutableSet<String> ONCE = ImmutableSet.of(CANARY, UNCHECKED, "canary-name", KEY, "probes");
    /** Of an option that a part of the scan was not given. */
    private static final String NOT_SET = "not set";
    /** An option that was given more than once is kept as one setting, and so are those of parts that differ. */
    private static final Splitter VALUES = Splitter.on(", ").omitEmptyStrings();

    private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w.,:/@%+-]+");

    private HtmlRescan() {}

    static String command(Finding finding, Run run) {
        return command(finding.endpoint(), options(KEPT, finding, run));
    }

    /** The same for the endpoint's owner, who is told nothing of what else was in the scan's scope. */
    static String alone(Finding finding, Run run) {
        Stream<String> own = Scope.isPublic(finding.endpoint().address())
                ? Stream.of(
                        "--own " + InetAddresses.toAddrString(finding.endpoint().address()))
                : Stream.empty();
        return command(finding.endpoint(), Stream.concat(own, options(PLAIN, finding, run)));
    }

    private static Stream<String> options(ImmutableList<String> kept, Finding finding, Run run) {
        int part = part(finding, run);
        return kept.stream()
                .flatMap(option -> values(option, part, run).stream()
                        .filter(value -> !value.equals(NOT_SET))
                        .map(value -> option.equals(UNCHECKED) ? "--" + option : "--" + option + " " + quoted(value)));
    }

    /** Of parts that were asked from several addresses no finding says which was its own; of canaries its requests do. */
    private static List<String> values(String option, int part, Run run) {
        List<String> values = values(option, run);
        if (ONCE.contains(option) && values.size() > 1) {
            return part < values.size() ? values.subList(part, part + 1) : List.of();
        }
        boolean elsewhere = option.equals(CANARY_ADDRESS)
                && !values(CANARY, part, run).stream().allMatch(NOT_SET::equals);
        return option.equals("source") && values.size() > 1 || elsewhere ? List.of() : values;
    }

    /** The part whose canary the endpoint was asked for; the first where nothing tells, or a key could be another's. */
    private static int part(Finding finding, Run run) {
        List<String> canaries = values(CANARY, run);
        int keys = values(KEY, run).size();
        for (int i = 1; i < canaries.size() && (keys == 1 || keys == canaries.size()); i++) {
            String host =
                    canaries.get(i).substring(0, Math.max(0, canaries.get(i).lastIndexOf(':')));
            Pattern asked = Pattern.compile("[ /]" + Pattern.quote(host) + "[:/]");
            if (finding.probes().stream()
                    .anyMatch(probe -> asked.matcher(probe.request()).find())) {
                return i;
            }
        }
        return 0;
    }

    private static List<String> values(String option, Run run) {
        return VALUES.splitToList(run.settings().getOrDefault(option, ""));
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
