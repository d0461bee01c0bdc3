package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A {@code RewriteRule}, with the conditions in front of it and the folder or location it stands in. */
record ApacheRule(ApacheDirective line, ImmutableList<ApacheDirective> conditions, Optional<ApacheDirective> inside) {
    private static final String TURNED_AWAY = "F|G|GONE|R=4\\d\\d";

    String pattern() {
        return line.raw(0).replaceFirst("^!", "");
    }

    List<String> flags() {
        return Splitter.on(',')
                .trimResults()
                .splitToStream(Ascii.toUpperCase(line.raw(2)).replaceAll("[\\[\\]]", ""))
                .map(flag -> flag.equals("PROXY") ? "P" : flag.equals("FORBIDDEN") ? "F" : flag)
                .toList();
    }

    /** A rule behind which no request comes: it turns every stranger away, or is the last. */
    boolean endsAll() {
        boolean ends = flags().stream().anyMatch(flag -> flag.matches(TURNED_AWAY + "|L|LAST|END"));
        // in a folder the path begins behind the folder's own
        Stream<String> paths = inside.isPresent() ? Stream.of("", "x", "/", "/x") : Stream.of("/", "/x");
        boolean always = !line.raw(0).startsWith("!") && paths.allMatch(path -> ApacheSections.found(pattern(), path));
        return ends
                && always
                && ApacheConditions.hold(conditions, ChosenTarget.MAIL).equals(Optional.of(true));
    }

    /** Whether the rules in a section of {@code <Proxy>} turn everyone away. */
    static boolean refusesAll(ApacheDirective section) {
        List<ApacheDirective> conditions = new ArrayList<>();
        for (ApacheDirective line :
                isOn(section.named("rewriteengine")) ? section.children() : List.<ApacheDirective>of()) {
            if (line.is("rewritecond")) {
                conditions.add(line);
            } else if (line.is("rewriterule")) {
                ApacheRule rule = new ApacheRule(line, ImmutableList.copyOf(conditions), Optional.of(section));
                if (rule.endsAll()) {
                    return rule.flags().stream().anyMatch(flag -> flag.matches(TURNED_AWAY));
                }
                conditions.clear();
            }
        }
        return false;
    }

    /** Whether the last of these lines says so. */
    static boolean isOn(Stream<ApacheDirective> lines) {
        return lines.reduce((before, after) -> after)
                .filter(line -> line.word(0).equals("on"))
                .isPresent();
    }
}
