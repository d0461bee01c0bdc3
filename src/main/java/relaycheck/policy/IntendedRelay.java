package relaycheck.policy;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.regex.Pattern;
import relaycheck.probe.Outcome;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Verdict;

/**
 * A relay that is meant to be one, and for what: more than that is a finding, less is a note.
 *
 * @param where   which endpoints
 * @param ports   the canary's ports that it may reach
 * @param vantage from where it may relay; from everywhere where it is empty
 * @param owner   who runs it
 * @param reason  what it is for
 */
public record IntendedRelay(
        Where where, ImmutableSortedSet<Integer> ports, Optional<String> vantage, String owner, String reason) {
    /**
     * Whether it is about an endpoint that was asked from there: {@code NAME, ADDRESS (kind)}, where the name may be missing;
     * of a scan in shards there may be several, and it must be about each.
     */
    boolean isAbout(Finding finding, String from) {
        return where.has(finding.endpoint())
                && vantage.map(wanted -> from.matches(each(wanted))).orElse(true);
    }

    /** A name may hold commas and brackets; an address and a kind do not, and each kind begins with an article. */
    private static String each(String wanted) {
        String name = Pattern.quote(wanted) + ", [^,()]+";
        String address = "(?:[^(]*(?:\\((?!an? )[^(]*)*, )?" + Pattern.quote(wanted);
        String one = "(?:" + name + "|" + address + ") \\(an? [^()]*\\)";
        return "(?s)" + one + "(?:, " + one + ")*";
    }

    /** What the finding means for a relay that is meant. */
    Ruling ruling(Finding finding) {
        ImmutableSortedSet<Integer> proved = finding.relays().all();
        ImmutableSortedSet<Integer> tried = finding.probes().stream()
                .filter(probe -> probe.outcome() == Outcome.Kind.ACCEPTED || probe.outcome() == Outcome.Kind.ATTEMPTED)
                .map(IntendedRelay::port)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare));
        if (!ports.containsAll(proved)) {
            return more("relays to " + listed(Sets.difference(proved, ports)));
        }
        if (!ports.containsAll(tried)) {
            return more("tried to relay to " + listed(Sets.difference(tried, ports)));
        }
        if (proved.equals(ports)) {
            return new Ruling(Ruling.Kind.AS_INTENDED, "relays to " + listed(ports) + " as intended by " + owner);
        }
        return new Ruling(
                Ruling.Kind.LESS_THAN_INTENDED,
                "intended to relay to " + listed(ports) + ", relays to "
                        + (proved.isEmpty() ? "none of them (" + finding.verdict() + ")" : listed(proved) + " only"));
    }

    private Ruling more(String does) {
        return new Ruling(
                Ruling.Kind.MORE_THAN_INTENDED,
                "more than intended: " + does + ", may relay to " + listed(ports) + " only (" + owner + ")");
    }

    /** The destination's port ends a question's id; a question without one names no port that could be allowed. */
    private static int port(ProbeResult probe) {
        String digits = probe.id().substring(probe.id().lastIndexOf('-') + 1);
        return CharMatcher.inRange('0', '9').matchesAllOf(digits) && digits.length() <= 5 && !digits.isEmpty()
                ? Integer.parseInt(digits)
                : 0;
    }

    private static String listed(Iterable<Integer> ports) {
        return Joiner.on(", ").join(ports).replaceFirst("^0(?=,|$)", "a port that is not known");
    }

    /** Whether it says something of a verdict at all: a host that was not reached does neither more nor less. */
    static boolean isJudged(Finding finding) {
        return finding.verdict() != Verdict.UNREACHABLE && finding.verdict() != Verdict.INCONCLUSIVE;
    }
}
