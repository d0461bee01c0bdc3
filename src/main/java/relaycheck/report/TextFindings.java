package relaycheck.report;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** The findings on a terminal: those to act on in full, the first few of the others in a line each, the rest as a count. */
final class TextFindings {
    /** Enough to see what is there; a report in a file has them all. */
    private static final int FEW = 20;

    private static final int MARGIN = 24;

    private final TextPage page;
    private final Style style;
    private final Phrases phrases;
    private final Report report;
    private final TextEvidence evidence;

    TextFindings(TextPage page, Style style, Phrases phrases, Report report) {
        this.page = page;
        this.style = style;
        this.phrases = phrases;
        this.report = report;
        this.evidence = new TextEvidence(page, style, phrases, report.standing());
    }

    void write() {
        Map<Verdict, Long> left = worthShowing(report.summary());
        long all = left.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return;
        }
        Verdict last = null;
        for (Finding finding : report.findings()) {
            Verdict verdict = finding.verdict();
            long rest = left.merge(verdict, -1L, Long::sum);
            if (rest >= 0) {
                heading(verdict, last);
                show(finding);
                last = verdict;
                rest(report.summary(), verdict, rest);
                if (--all == 0) {
                    return;
                }
            }
        }
    }

    /** How many of each verdict; of hosts in order none at all, unless they are so few that each was asked for by name. */
    private static Map<Verdict, Long> worthShowing(Summary summary) {
        long inOrder = summary.of(Verdict.NOT_A_RELAY) + summary.of(Verdict.UNREACHABLE);
        Map<Verdict, Long> show = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            long count = summary.of(verdict);
            boolean quiet = verdict == Verdict.NOT_A_RELAY || verdict == Verdict.UNREACHABLE;
            show.put(verdict, inFull(verdict) ? count : quiet && inOrder > FEW ? 0 : Math.min(count, FEW));
        }
        return show;
    }

    private static boolean inFull(Verdict verdict) {
        return verdict == Verdict.OPEN || verdict == Verdict.SUSPECT;
    }

    private void heading(Verdict verdict, @Nullable Verdict last) {
        if (verdict != last && !inFull(verdict)) {
            String word = verdict.name();
            page.field(word, style.strong(word), word.length() + 1, phrases.get("verdict." + word));
        }
    }

    private void show(Finding finding) {
        if (inFull(finding.verdict())) {
            evidence.write(finding);
            return;
        }
        String endpoint = "  " + finding.endpoint();
        page.field(endpoint, style.paint(finding.severity(), endpoint), MARGIN, Printable.line(because(finding)));
    }

    private String because(Finding finding) {
        return phrases.said(Proofs.because(finding))
                + report.standing()
                        .ruling(finding)
                        .map(ruling -> " — " + phrases.said(ruling.words()))
                        .orElse("");
    }

    private void rest(Summary summary, Verdict verdict, long left) {
        if (left > 0) {
            return;
        }
        if (!inFull(verdict)) {
            if (summary.of(verdict) > FEW) {
                page.line("  " + phrases.get("text.more", summary.of(verdict) - FEW));
            }
            page.gap();
        }
    }
}
