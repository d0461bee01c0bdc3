package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import relaycheck.history.Change;
import relaycheck.history.Run;
import relaycheck.policy.Ruling;
import relaycheck.policy.Standing;
import relaycheck.probe.Way;
import relaycheck.product.Remedy;
import relaycheck.proof.Proof;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/**
 * A finding that someone must act on, ready to be shown.
 *
 * @param finding the finding
 * @param run     the scan
 * @param say     the page's words
 * @param standing how the scan stands to its owner's policy and to an earlier scan
 */
public record HtmlCard(Finding finding, Run run, HtmlMessages say, Standing standing) {
    /** Whether a finding gets a card. */
    static boolean isFor(Finding finding) {
        return finding.verdict() == Verdict.OPEN || finding.verdict() == Verdict.SUSPECT;
    }

    /** The id of its element; the table's script makes the same. */
    public String anchor() {
        return "f-" + finding.endpoint().toString().replaceAll("[^0-9a-f]", "-");
    }

    /** The listed names that led here. */
    public String names() {
        return Printable.line(Joiner.on(", ").join(finding.names()));
    }

    /** The owner, or what else the list says. */
    public Optional<String> label() {
        return finding.label().map(label -> Printable.line(label, HtmlOwners.NAME));
    }

    /** The software. */
    public Optional<String> product() {
        return finding.product().map(HtmlPath::named);
    }

    /** The words by which the software was told. */
    public Optional<String> productEvidence() {
        return finding.product().map(product -> Printable.line(product.evidence(), 200));
    }

    /** The reason, in one line. */
    public HtmlSentence because() {
        return HtmlSentence.of(Proofs.because(finding), say);
    }

    /** What the owner's policy says. */
    public Optional<Ruling> ruling() {
        return standing.ruling(finding);
    }

    /** The same in words. */
    public HtmlSentence rulingWords() {
        return HtmlSentence.of(ruling().map(Ruling::words).orElse(""), say);
    }

    /** How it differs from an earlier scan. */
    public Optional<Change.Kind> change() {
        return standing.change(finding.endpoint()).map(Change::kind);
    }

    /** The way that our request took. */
    public HtmlPath path() {
        return HtmlPath.of(finding, run, say);
    }

    /** What each kind of request reached. */
    public ImmutableList<Reached> reached() {
        return Stream.of(Way.values())
                .filter(way -> !finding.relays().by(way).isEmpty())
                .map(way -> new Reached(way, finding.relays().by(way)))
                .collect(toImmutableList());
    }

    /** The exchange that tells most: a proof rather than an arrival, the harmful port rather than a web port. */
    public Optional<HtmlExchange> proof() {
        return exchanges()
                .filter(HtmlExchange::isTelling)
                .min(Comparator.comparing((HtmlExchange exchange) ->
                                exchange.probe().proof().isEmpty())
                        .thenComparing(exchange -> exchange.probe().outcome() != relaycheck.probe.Outcome.Kind.RELAYED)
                        .thenComparing(exchange -> harm(exchange)));
    }

    /** All other exchanges. */
    public ImmutableList<HtmlExchange> others() {
        Optional<HtmlExchange> proof = proof();
        return exchanges()
                .filter(exchange -> !proof.equals(Optional.of(exchange)))
                .collect(toImmutableList());
    }

    /** What came to the canary after the verdict. */
    public ImmutableList<HtmlExchange.Seen> late() {
        return finding.late().stream()
                .map(arrival -> new HtmlExchange.Seen(arrival, ""))
                .collect(toImmutableList());
    }

    /** How to close it. */
    public Remedy remedy() {
        return Remedies.of(finding, say.locale());
    }

    /** What the owner's own files say. */
    public HtmlBackground background() {
        return new HtmlBackground(finding.background(), say);
    }

    /** The lines of a safe configuration, as one text to copy. */
    public String configuration() {
        return Joiner.on('\n').join(remedy().configuration());
    }

    /** The command that asks again. */
    public String rescan() {
        return HtmlRescan.command(finding, run);
    }

    private Stream<HtmlExchange> exchanges() {
        return finding.probes().stream().map(probe -> new HtmlExchange(probe, say));
    }

    private static int harm(HtmlExchange exchange) {
        int port = exchange.probe().proof().map(Proof::port).orElse(0);
        return port == 25 ? 0 : port == 80 || port == 443 ? 2 : 1;
    }

    /**
     * What a kind of request reached.
     *
     * @param way   the kind of request
     * @param ports the canary's ports
     */
    public record Reached(Way way, ImmutableSortedSet<Integer> ports) {}
}
