package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import relaycheck.verdict.Severity;
import tools.jackson.core.JsonGenerator;

/**
 * A kind of finding as SARIF's viewers know it. GitHub tells how bad a result is by its rule alone, so what is critical is a
 * rule of its own, wherever CVSS by itself does not say so.
 *
 * @param rating   what kind
 * @param critical whether it is about those that reach port 25, or a port other than 80 and 443
 */
record SarifRule(Ratings.Rating rating, boolean critical) {
    /** GitHub calls a score critical from here on. */
    private static final double CRITICAL = 9.0;

    /** The middle of that band, as for all that CVSS has no vector for. */
    private static final double CRITICAL_SCORE = 9.5;

    private static final Supplier<ImmutableList<SarifRule>> ALL =
            Suppliers.memoize(() -> Ratings.standard().all().stream()
                    .flatMap(rating -> Stream.of(false, true)
                            .filter(critical -> !critical || isRaised(rating))
                            .map(critical -> new SarifRule(rating, critical)))
                    .collect(toImmutableList()));

    /** Every rule, those of the worst verdicts first. */
    static ImmutableList<SarifRule> all() {
        return ALL.get();
    }

    /** The rule of a finding. */
    static SarifRule of(Concern concern) {
        boolean critical = concern.finding().severity() == Severity.CRITICAL;
        return new SarifRule(concern.rating(), critical && isRaised(concern.rating()));
    }

    /** Proved, and not critical by its vector. */
    private static boolean isRaised(Ratings.Rating rating) {
        return rating.cvss31().isPresent() && rating.score() < CRITICAL;
    }

    String id() {
        return critical ? rating.id() + "-critical" : rating.id();
    }

    void write(JsonGenerator json) {
        Ratings.Weakness weakness = Ratings.standard().weakness();
        json.writeStartObject();
        json.writeStringProperty("id", id());
        json.writeStringProperty("name", title());
        SarifReport.text(json, "shortDescription", title());
        SarifReport.text(json, "fullDescription", summary());
        SarifReport.text(json, "help", help(weakness));
        if (rating.isWeakness()) {
            json.writeStringProperty("helpUri", weakness.url());
        }
        json.writeObjectPropertyStart("properties");
        ImmutableList<String> kind = rating.isWeakness()
                ? ImmutableList.of("security", "external/cwe/cwe-" + weakness.cwe())
                : ImmutableList.of("security");
        JsonOutput.strings(json, "tags", kind);
        json.writeStringProperty("precision", rating.cvss31().isPresent() ? "very-high" : "medium");
        json.writeStringProperty("security-severity", Double.toString(critical ? CRITICAL_SCORE : rating.score()));
        rating.cvss31().ifPresent(vector -> json.writeStringProperty("cvss31", vector));
        rating.cvss40().ifPresent(vector -> json.writeStringProperty("cvss40", vector));
        json.writeEndObject();
        json.writeEndObject();
    }

    private String title() {
        return critical ? rating.title() + " to mail or any port" : rating.title();
    }

    private String summary() {
        return critical
                ? rating.summary() + " It did so on port 25, or on a port other than 80 and 443."
                : rating.summary();
    }

    private String help(Ratings.Weakness weakness) {
        if (!rating.isWeakness()) {
            return summary() + " Scan it again, with a longer --deadline where it is slow.";
        }
        return summary() + " Change the host so that it serves only its own clients, then scan it again. CWE-"
                + weakness.cwe() + ": " + weakness.name() + ".";
    }
}
