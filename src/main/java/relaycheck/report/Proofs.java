package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import relaycheck.probe.Outcome;
import relaycheck.product.Product;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Row;
import relaycheck.verdict.VerdictTable;

/** What of a finding convinces its reader. */
final class Proofs {
    /** What all questions came to takes less; what a peer makes of it is nothing to read. */
    static final int REASON = 3000;

    /** The same of what a peer says beside its status code. */
    static final int PHRASE = 120;

    private Proofs() {}

    /** Why a verdict is what it is, for people. */
    static String because(Finding finding) {
        return Printable.line(finding.because(), REASON);
    }

    /** What came back, for people: the status, or what there was in its place. */
    static String answer(ProbeResult probe) {
        return probe.status() == 0
                ? probe.outcome().name()
                : probe.status() + " " + Printable.line(probe.reason(), PHRASE);
    }

    /** What was asked and what came back, for people. */
    static String exchange(ProbeResult probe) {
        return probe.request() + " → " + answer(probe);
    }

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
