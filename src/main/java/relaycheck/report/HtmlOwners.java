package relaycheck.report;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/**
 * The counts by label of the target list.
 *
 * @param owners the worst first
 * @param others how many more labels there are than are shown
 */
public record HtmlOwners(ImmutableList<Owner> owners, long others) {
    /** So many are counted: a list may have a label a line, and memory must not depend on it. */
    private static final int COUNTED = 5000;
    /** So much of a label is shown. */
    static final int NAME = 120;
    /** So many are shown. */
    private static final int SHOWN = 50;

    /**
     * What one label has.
     *
     * @param label  the label
     * @param counts by verdict
     */
    public record Owner(String label, Map<Verdict, Long> counts) {
        /** As much of the label as helps. */
        public String name() {
            return Printable.line(label, NAME);
        }

        /** How many have this verdict. */
        public long of(Verdict verdict) {
            return counts.getOrDefault(verdict, 0L);
        }

        /** How many there are. */
        public long endpoints() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        /** How many are neither open nor suspect. */
        public long harmless() {
            return endpoints() - of(Verdict.OPEN) - of(Verdict.SUSPECT);
        }
    }

    static HtmlOwners of(Iterable<Finding> findings) {
        Map<String, Owner> owners = new HashMap<>();
        for (Finding finding : findings) {
            finding.label()
                    .filter(label -> owners.size() < COUNTED || owners.containsKey(label))
                    .map(label -> owners.computeIfAbsent(label, HtmlOwners::none))
                    .ifPresent(owner -> owner.counts().merge(finding.verdict(), 1L, Long::sum));
        }
        return new HtmlOwners(
                owners.values().stream()
                        .sorted(Comparator.comparingLong((Owner owner) -> owner.of(Verdict.OPEN))
                                .thenComparingLong(owner -> owner.of(Verdict.SUSPECT))
                                .thenComparingLong(Owner::endpoints)
                                .reversed()
                                .thenComparing(Owner::label))
                        .limit(SHOWN)
                        .collect(ImmutableList.toImmutableList()),
                Math.max(0, owners.size() - SHOWN));
    }

    private static Owner none(String label) {
        return new Owner(Printable.line(label, HtmlTable.LONGEST), new EnumMap<>(Verdict.class));
    }
}
