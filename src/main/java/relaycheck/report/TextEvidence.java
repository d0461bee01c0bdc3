package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import relaycheck.policy.Standing;
import relaycheck.probe.Outcome;
import relaycheck.product.Remedy;
import relaycheck.target.Endpoint;
import relaycheck.text.Printable;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;

/** One finding to act on: what, why, the proof, what to do. A remedy is written once. */
final class TextEvidence {
    /** Two exchanges convince; all of them stand in the machine's formats. */
    private static final int EXCHANGES = 2;

    /** What a title shows of a name, which a peer may have made up. */
    private static final int LABEL = 60;

    private static final int MARGIN = 12;

    private final TextPage page;
    private final Style style;
    private final Phrases phrases;
    private final Standing standing;
    private final Map<Remedy, Endpoint> written = new HashMap<>();

    TextEvidence(TextPage page, Style style, Phrases phrases, Standing standing) {
        this.page = page;
        this.style = style;
        this.phrases = phrases;
        this.standing = standing;
    }

    void write(Finding finding) {
        page.line(title(finding));
        field("why", phrases.said(Proofs.because(finding)));
        standing.ruling(finding).ifPresent(ruling -> field("ruling", phrases.said(ruling.words())));
        standing.change(finding.endpoint())
                .ifPresent(change -> field(
                        "change",
                        phrases.get(
                                "change." + change.kind(),
                                change.before().map(Object::toString).orElse("-"))));
        Set<String> told = new HashSet<>(); // asked again, as in TLS and without, it may have said the same
        Proofs.telling(finding).stream()
                .filter(probe -> told.add(Proofs.exchange(probe)))
                .limit(EXCHANGES)
                .forEach(this::exchange);
        if (!finding.egress().isEmpty()) {
            field("egress", Joiner.on(", ").join(finding.egress()));
        }
        finding.disclosure()
                .ifPresent(disclosure -> field("discloses", phrases.get("disclosure." + disclosure.name())));
        background(finding.background());
        remedy(finding);
        page.gap();
    }

    private String title(Finding finding) {
        ImmutableList.Builder<String> words = ImmutableList.builder();
        words.add(style.paint(
                finding.severity(), finding.verdict() + " " + finding.severity().word()));
        words.add(style.strong(finding.endpoint().toString()));
        finding.names().forEach(name -> words.add(Printable.line(name, LABEL)));
        finding.product().ifPresent(product -> words.add(Printable.line(Proofs.software(product), LABEL)));
        finding.label().ifPresent(label -> words.add(Printable.line(label, LABEL)));
        return Joiner.on("  ").join(words.build());
    }

    private void exchange(ProbeResult probe) {
        String key = probe.outcome() == Outcome.Kind.RELAYED ? "proof" : "evidence";
        field(key, Proofs.exchange(probe));
        probe.proof()
                .ifPresent(proof -> field("", phrases.get("text.hmac", proof.hmac(), Integer.toString(proof.port()))));
    }

    private void background(Background background) {
        for (Background.Cause cause : background.causes()) {
            field("cause", cause.place() + ": " + cause.directive() + " — " + cause.because());
        }
        background.impact().ifPresent(impact -> {
            field("impact", BackgroundText.counts(phrases, impact));
            BackgroundText.sources(phrases, impact).ifPresent(text -> field("", text));
            BackgroundText.destinations(phrases, impact).ifPresent(text -> field("", text));
        });
    }

    private void remedy(Finding finding) {
        for (Background.Cause cause : finding.background().causes()) {
            field("remedy", phrases.get("text.line", cause.place(), cause.change(), cause.remedy()));
        }
        Backgrounds.next(finding.background()).forEach(step -> field("remedy", step));
        Remedy remedy = Remedies.of(finding, phrases.language());
        Endpoint before = written.putIfAbsent(remedy, finding.endpoint());
        if (before != null) {
            field("remedy", phrases.get("text.as", before));
            return;
        }
        field("remedy", remedy.change());
        // not wrapped: these lines are copied
        remedy.configuration().forEach(line -> page.line(" ".repeat(MARGIN) + Printable.line(line)));
        if (!remedy.check().isEmpty()) {
            String label = "  " + phrases.get("text.check");
            String gap = " ".repeat(Math.max(1, MARGIN - TextPage.columns(label)));
            page.line(style.faint(label) + gap + Printable.line(remedy.check()));
        }
    }

    private void field(String key, String text) {
        String label = key.isEmpty() ? "" : "  " + phrases.get("text." + key);
        page.field(label, style.faint(label), MARGIN, Printable.line(text));
    }
}
