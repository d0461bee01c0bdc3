package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import relaycheck.text.Printable;
import relaycheck.verdict.Background;

/**
 * What the owner's own files say of an endpoint, ready to be shown.
 *
 * @param known what they say
 * @param say   the page's words
 */
public record HtmlBackground(Background known, HtmlMessages say) {
    /** The lines that open it. */
    public ImmutableList<Cause> causes() {
        return known.causes().stream()
                .map(cause -> new Cause(
                        Printable.line(cause.place()),
                        Printable.line(cause.directive()),
                        Printable.line(cause.because()),
                        Printable.line(cause.remedy()),
                        Printable.line(cause.change())))
                .collect(toImmutableList());
    }

    /** What the logs say. */
    public Optional<Background.Impact> impact() {
        return known.impact();
    }

    /** The logs. */
    public String files() {
        return known.impact()
                .map(impact -> Printable.line(Joiner.on(", ").join(impact.files())))
                .orElse("");
    }

    /** From when to when. */
    public Optional<String> times() {
        return known.impact()
                .flatMap(impact -> impact.first()
                        .flatMap(first ->
                                impact.last().map(last -> say.text("impact.times", say.time(first), say.time(last)))));
    }

    /** Who asked most. */
    public ImmutableList<Counted> sources() {
        return known.impact().stream()
                .flatMap(impact -> impact.sources().stream())
                .map(source -> new Counted(Printable.line(source.address()), source.uses(), source.attempts()))
                .collect(toImmutableList());
    }

    /** What was asked for most, and what its port suggests. */
    public ImmutableList<Counted> destinations() {
        return known.impact().stream()
                .flatMap(impact -> impact.destinations().stream())
                .map(place -> new Counted(
                        Printable.line(
                                place.suggests().isEmpty()
                                        ? place.authority()
                                        : place.authority() + " — " + place.suggests()),
                        place.uses(),
                        place.attempts()))
                .collect(toImmutableList());
    }

    /** What to do now. */
    public ImmutableList<String> next() {
        return Backgrounds.next(known).stream().map(Printable::line).collect(toImmutableList());
    }

    /** A line that opens it: where, what, why, what to do, and what it becomes. */
    public record Cause(String place, String directive, String because, String remedy, String change) {}

    /** Something, and how often it was served and refused. */
    public record Counted(String what, long uses, long attempts) {}
}
