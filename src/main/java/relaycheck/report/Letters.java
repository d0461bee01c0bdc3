package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import relaycheck.policy.Ruling;
import relaycheck.policy.Standing;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** Sorts what needs action by its owner: the label that the target list gives. */
public final class Letters {
    private Letters() {}

    /**
     * A letter for each owner who has something to do, by label; what has no label comes in one of its own, which is the last.
     *
     * @param report  the scan, and how it stands to the owner's policy
     * @param exposed its findings that may need action, the worst first; they are held in memory
     * @param history what earlier scans say
     */
    public static ImmutableList<Letter> of(Report report, Iterable<Finding> exposed, HtmlHistory history) {
        ListMultimap<String, Finding> labelled =
                MultimapBuilder.treeKeys().arrayListValues().build();
        ImmutableList.Builder<Finding> unlabelled = ImmutableList.builder();
        for (Finding finding : exposed) {
            if (needsAction(finding, report.standing())) {
                finding.label().ifPresentOrElse(label -> labelled.put(label, finding), () -> unlabelled.add(finding));
            }
        }
        LetterNames names = new LetterNames();
        HtmlMessages say = HtmlMessages.in(report.language());
        ImmutableList.Builder<Letter> letters = ImmutableList.builder();
        for (Map.Entry<String, Collection<Finding>> owner : labelled.asMap().entrySet()) {
            letters.add(new Letter(
                    names.next(owner.getKey()),
                    Optional.of(owner.getKey()),
                    ImmutableList.copyOf(owner.getValue()),
                    report.run(),
                    report.standing(),
                    history,
                    say));
        }
        ImmutableList<Finding> rest = unlabelled.build();
        if (!rest.isEmpty()) {
            letters.add(new Letter(
                    LetterNames.UNLABELLED, Optional.empty(), rest, report.run(), report.standing(), history, say));
        }
        return letters.build();
    }

    /** Whether somebody must do something now: not where the owner's policy lets it pass, but where it no longer does. */
    static boolean needsAction(Finding finding, Standing standing) {
        Optional<Ruling> ruling = standing.ruling(finding);
        return ruling.map(said -> !said.excuses())
                .orElse(finding.verdict() == Verdict.OPEN || finding.verdict() == Verdict.SUSPECT);
    }
}
