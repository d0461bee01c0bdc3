package relaycheck.policy;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Optional;
import relaycheck.text.Plural;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;

/**
 * What the owner of a network has written down about its relays.
 *
 * @param accepted risks that are borne for a while
 * @param intended relays that are meant
 */
public record Policy(ImmutableList<AcceptedRisk> accepted, ImmutableList<IntendedRelay> intended) {
    /** Nothing is accepted and nothing intended. */
    public static final Policy NONE = new Policy(ImmutableList.of(), ImmutableList.of());

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return accepted.isEmpty() && intended.isEmpty();
    }

    /**
     * What it says of a finding. A relay that does as intended needs no acceptance; one that does more may have it.
     *
     * @param vantage from where it was asked
     */
    public Optional<Ruling> ruling(Finding finding, String vantage, LocalDate today) {
        Optional<Ruling> meant = IntendedRelay.isJudged(finding)
                ? intended.stream()
                        .filter(relay -> relay.isAbout(finding, vantage))
                        .findFirst()
                        .map(relay -> relay.ruling(finding))
                : Optional.empty();
        return meant.filter(Ruling::excuses)
                .or(() -> acceptance(finding, today))
                .or(() -> meant);
    }

    private Optional<Ruling> acceptance(Finding finding, LocalDate today) {
        if (finding.severity() == Severity.NONE) {
            return Optional.empty();
        }
        ImmutableList<AcceptedRisk> fitting = accepted.stream()
                .filter(risk -> risk.where().has(finding.endpoint()))
                .collect(ImmutableList.toImmutableList());
        return fitting.stream()
                .filter(risk -> !risk.hasExpired(today))
                .findFirst()
                .map(risk -> new Ruling(Ruling.Kind.ACCEPTED, risk.words()))
                .or(() -> fitting.stream().findFirst().map(risk -> new Ruling(Ruling.Kind.EXPIRED, risk.pastWords())));
    }

    /** What must be decided anew: what has expired, and what will soon. */
    public ImmutableList<String> due(LocalDate today) {
        ImmutableList.Builder<String> due = ImmutableList.builder();
        for (AcceptedRisk risk : accepted) {
            String which = risk.where() + " (" + risk.owner() + ", " + risk.ticket() + ")";
            if (risk.hasExpired(today)) {
                due.add("the acceptance of " + which + " expired on " + risk.expires() + ": it counts again");
            } else if (risk.isEnding(today)) {
                due.add("the acceptance of " + which + " ends on " + risk.expires() + ", "
                        + left(risk.daysLeft(today)));
            }
        }
        return due.build();
    }

    private static String left(long days) {
        return days == 0 ? "today" : "in " + Plural.of(days, "day", "days");
    }
}
