package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import relaycheck.cause.Cause;
import relaycheck.impact.Impact;
import relaycheck.verdict.Background;

/** Puts into a finding what was read from configurations and logs. */
public final class Backgrounds {
    /** Of each, as many as a reader takes in; the report of {@code log} has them all. */
    private static final int MOST = 10;

    private Backgrounds() {}

    /** A cause as findings hold it. */
    public static Background.Cause of(Cause cause) {
        return new Background.Cause(
                cause.place().file(),
                cause.place().line(),
                cause.directive(),
                cause.software(),
                !cause.opens().get().isEmpty(),
                cause.opens().connect().listed(),
                cause.to().word(),
                cause.severity(),
                cause.because(),
                cause.remedy().text(),
                cause.remedy().change());
    }

    /** The impact as findings hold it. */
    public static Background.Impact of(Impact impact, ImmutableList<String> files) {
        return new Background.Impact(
                files,
                impact.lines(),
                impact.unparsed(),
                impact.uses(),
                impact.attempts(),
                impact.own(),
                impact.sources().stream()
                        .map(Impact.Source::first)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder()),
                last(impact),
                impact.sources().stream()
                        .limit(MOST)
                        .map(source -> new Background.Source(
                                source.address(), source.outside(), source.uses(), source.attempts()))
                        .collect(toImmutableList()),
                impact.destinations().stream()
                        .limit(MOST)
                        .map(place -> new Background.Place(
                                place.host(),
                                Optional.ofNullable(place.port()),
                                place.uses(),
                                place.attempts(),
                                place.suggests()))
                        .collect(toImmutableList()),
                impact.nextSteps());
    }

    /** What to do now: who is told the line need not look for it. */
    static ImmutableList<String> next(Background background) {
        return background.impact().stream()
                .flatMap(impact -> impact.next().stream())
                .filter(step -> background.causes().isEmpty() || !step.equals(Impact.FIND_THE_LINE))
                .collect(toImmutableList());
    }

    private static Optional<Instant> last(Impact impact) {
        return impact.sources().stream()
                .map(Impact.Source::last)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }
}
