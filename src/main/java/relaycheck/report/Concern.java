package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.product.Remedy;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Verdict;

/**
 * A finding that somebody has to look at, in words that are the same from run to run: trackers tell by them what is new, so
 * they hold no nonce and no time.
 *
 * @param finding the finding
 * @param rating  what kind it is
 */
record Concern(Finding finding, Ratings.Rating rating) {
    /** Proven and suspected relays, and those behind a login; reads no further than these. */
    static Stream<Concern> in(Report report) {
        return Streams.stream(report.findings())
                .takeWhile(finding -> finding.verdict().compareTo(Verdict.LOGIN_NEEDED) <= 0)
                .flatMap(
                        finding -> Ratings.standard().of(finding).map(rating -> new Concern(finding, rating)).stream());
    }

    /** The same for the same fault of the same endpoint, in every run. */
    String id() {
        return "relaycheck/" + rating.id() + "/" + finding.endpoint();
    }

    /** One line for lists. */
    String title() {
        return rating.title() + " at " + finding.endpoint();
    }

    /** Why, in one line. */
    String because() {
        return stable(finding.because(), Proofs.REASON);
    }

    /** The exchanges that decided, a line each. */
    ImmutableList<String> exchanges() {
        return Proofs.telling(finding).stream()
                .map(probe -> stable(probe.request() + " -> " + answer(probe)))
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    /** What the owner's own files say of it, a line each. */
    ImmutableList<String> background(Locale language) {
        return BackgroundText.lines(new Phrases(language), finding.background()).stream()
                .map(this::stable)
                .collect(ImmutableList.toImmutableList());
    }

    /** Why, and what the owner's own files say of it: for programs that show a message as it is. */
    String message() {
        return Stream.concat(Stream.of(title() + ": " + because()), background(Locale.ENGLISH).stream())
                .collect(Collectors.joining("\n"));
    }

    /** What to change. */
    Remedy remedy(Locale language) {
        return Remedies.of(finding, language);
    }

    /** The software, where it is known. */
    Optional<String> software() {
        return finding.product().map(product -> stable(Proofs.software(product)));
    }

    /** Safe to print, and without what changes with every run. */
    String stable(String text) {
        return stable(text, Integer.MAX_VALUE);
    }

    /** What is too long is cut afterwards: half of what changes would change as well. */
    private String stable(String text, int limit) {
        String same = text;
        for (ProbeResult probe : finding.probes()) {
            same = probe.nonce().isEmpty() ? same : same.replace(probe.nonce(), "NONCE");
        }
        return Printable.line(same, limit);
    }

    private String answer(ProbeResult probe) {
        return probe.status() == 0
                ? probe.outcome().name()
                : probe.status() + " " + stable(probe.reason(), Proofs.PHRASE);
    }
}
