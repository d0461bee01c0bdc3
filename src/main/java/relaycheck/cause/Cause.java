package relaycheck.cause;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import relaycheck.verdict.Severity;

/** One open door: the line that opens it, what it opens, to whom, and how to close it. */
public record Cause(
        Place place, String directive, String software, Opens opens, Audience to, String because, Remedy remedy) {
    /** The most severe first, then in the order of files and lines. */
    public static final Comparator<Cause> WORST_FIRST = comparing(Cause::severity)
            .reversed()
            .thenComparing(cause -> cause.place().file())
            .thenComparing(cause -> cause.place().line());

    /** Guarded doors are low; open ones critical as soon as they lead further than to the web's own ports. */
    public Severity severity() {
        if (to != Audience.ANYONE) {
            return Severity.LOW;
        }
        return opens.get().goBeyondWeb() || opens.connect().goBeyondWeb() ? Severity.CRITICAL : Severity.HIGH;
    }
}
