package relaycheck.impact;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relaycheck.verdict.Severity;

/**
 * What access logs say about abuse; its components are the keys of the JSON report.
 *
 * @param lines all lines of all files
 * @param unparsed those that no format fits
 * @param from the earliest time of a line, of interest or not; null if none has one
 * @param own requests of relaycheck itself, by their destination (a canary that the user named), counted nowhere else
 * @param sources who asked, most uses first
 * @param destinations where to, most uses first
 */
@JsonPropertyOrder({
    "schema",
    "lines",
    "unparsed",
    "from",
    "to",
    "uses",
    "attempts",
    "own",
    "sources",
    "destinations",
    "timeline",
    "findings"
})
public record Impact(
        String schema,
        long lines,
        long unparsed,
        @Nullable Instant from,
        @Nullable Instant to,
        long uses,
        long attempts,
        long own,
        ImmutableList<Source> sources,
        ImmutableList<Place> destinations,
        ImmutableList<Bar> timeline,
        ImmutableList<Finding> findings) {
    static final String SCHEMA = "relaycheck-impact/1";

    /** Who asked; the times are null where they are not known. */
    @JsonPropertyOrder({"address", "outside", "attempts", "uses", "first", "last"})
    public record Source(
            String address,
            boolean outside,
            long attempts,
            long uses,
            @Nullable Instant first,
            @Nullable Instant last) {}

    /** Where a request was to go; the port is null if none was named. */
    @JsonPropertyOrder({"host", "port", "attempts", "uses", "suggests"})
    public record Place(String host, @Nullable Integer port, long attempts, long uses, String suggests) {
        /** Host and port as one word. */
        public String authority() {
            String literal = host.contains(":") ? "[" + host + "]" : host;
            return port == null ? literal : literal + ":" + port;
        }
    }

    /** One stretch of the timeline. */
    @JsonPropertyOrder({"at", "unit", "attempts", "uses"})
    public record Bar(Instant at, String unit, long attempts, long uses) {
        Instant until() {
            return at.plus(Duration.ofDays(unit.equals("30 days") ? 30 : 1).dividedBy(unit.equals("hour") ? 24 : 1));
        }
    }

    /** One conclusion, with lines of the log as its evidence. */
    @JsonPropertyOrder({"severity", "because", "samples"})
    public record Finding(Severity severity, String because, ImmutableList<String> samples) {}

    /** The step of who does not know yet what opens it. */
    public static final String FIND_THE_LINE =
            "Find what opens it: relaycheck config PATH names the line of the configuration.";

    /** What the owner should do now. */
    public ImmutableList<String> nextSteps() {
        return NextSteps.after(this);
    }

    /** Whether something was found that matters at least so much. */
    public boolean has(Severity least) {
        return findings.stream().anyMatch(finding -> finding.severity().fails(least));
    }
}
