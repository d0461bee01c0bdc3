package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import relaycheck.probe.Outcome;
import relaycheck.product.Product;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Row;
import relaycheck.verdict.VerdictTable;

/** What of a finding convinces its reader. */
final class Proofs {
    private Proofs() {}

    /** The questions whose answers decided the verdict. */
    static ImmutableList<ProbeResult> telling(Finding finding) {
        return finding.probes().stream()
                .filter(probe -> decides(finding.rule(), probe.outcome()))
                .collect(toImmutableList());
    }

    private static boolean decides(String rule, Outcome.Kind outcome) {
        return VerdictTable.ROWS.stream()
                .filter(row -> row.id().equals(rule))
                .map(Row::any)
                .anyMatch(kinds -> kinds.contains(outcome));
    }

    /** A product's name and version, as it says itself. */
    static String software(Product product) {
        return product.version().map(version -> product.name() + " " + version).orElse(product.name());
    }
}
