package relaycheck.history;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Set;
import relaycheck.probe.Outcome;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Verdict;
import relaycheck.verdict.VerdictTable;

/**
 * Whether a later run asked again what an endpoint was exposed by. What it left out for want of a port or by its settings
 * may be as open as before; what its own answers made superfluous counts as asked.
 */
public final class AskedAgain {
    private static final Splitter NAMES = Splitter.on(", ");
    /** The ports of every canary; the others it has by chance, where the scan runs it. */
    private static final ImmutableSet<String> WELL_KNOWN = ImmutableSet.of("25", "80", "443");

    private static final String OWN = "own";

    private AskedAgain() {}

    /** Whether the later finding answers for all that the earlier one was exposed by. */
    public static boolean of(Finding before, Run earlier, Finding after, Run later) {
        if ((!name(earlier).equals(name(later)) || isElsewhere(earlier, later)) && isExposed(before)) {
            return false; // some relay to names only, and some to addresses; some to insiders only
        }
        boolean byChance = earlier.canary().embedded() && later.canary().embedded();
        boolean sameProbes = probes(earlier).equals(probes(later));
        Set<String> asked = asked(after, byChance, sameProbes);
        for (ProbeResult probe : before.probes()) {
            String name = probe.id().substring(0, Math.max(0, probe.id().lastIndexOf('-')));
            if (exposes(probe.outcome()) && !asked.contains(question(probe.id(), byChance)) && !asked.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /** Those of another protocol are asked on a sign by some runs and in any case by others. */
    private static Set<String> asked(Finding finding, boolean byChance, boolean sameProbes) {
        Set<String> asked = new HashSet<>();
        for (ProbeResult probe : finding.probes()) {
            asked.add(question(probe.id(), byChance));
        }
        for (NotAsked left : finding.notAsked()) {
            for (String id : NAMES.split(left.id())) {
                if (sameProbes || hasPort(id)) {
                    asked.add(question(id, byChance));
                }
            }
        }
        return asked;
    }

    /** The other voice in a tunnel is heard only where the first one settles nothing. */
    private static String question(String id, boolean byChance) {
        String plain = id.replaceFirst("^connect-otherwise-", "connect-");
        int port = plain.lastIndexOf('-') + 1;
        return byChance && hasPort(plain) && !WELL_KNOWN.contains(plain.substring(port))
                ? plain.substring(0, port) + OWN
                : plain;
    }

    private static boolean hasPort(String id) {
        return id.matches(".*-\\d+");
    }

    private static boolean isExposed(Finding finding) {
        return finding.probes().stream().anyMatch(probe -> exposes(probe.outcome()));
    }

    private static boolean exposes(Outcome.Kind outcome) {
        return VerdictTable.decide(ImmutableSet.of(outcome)).verdict().compareTo(Verdict.LOGIN_NEEDED) <= 0;
    }

    /** Whether both say from where they asked, and not from the same place. */
    private static boolean isElsewhere(Run earlier, Run later) {
        String here = place(earlier);
        String there = place(later);
        return !here.isEmpty() && !there.isEmpty() && !here.equals(there);
    }

    private static String place(Run run) {
        return run.settings().getOrDefault("vantage", "");
    }

    private static String name(Run run) {
        return run.settings().getOrDefault("canary-name", "");
    }

    private static String probes(Run run) {
        return run.settings().getOrDefault("probes", "");
    }
}
