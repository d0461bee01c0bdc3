package relaycheck.history;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Verdict;

/**
 * What scans from several places say of the same endpoints.
 *
 * @param places from where was asked
 * @param rows   each endpoint that is exposed to one of them, the worst first
 */
public record Vantages(ImmutableList<Vantage> places, ImmutableList<Row> rows) {
    private static final String NAME = "vantage";
    /** What must agree, or a verdict may differ for another reason than the place. */
    private static final ImmutableSet<String> SHAPING = ImmutableSet.of("probes", "deadline", "connect-ports");

    /**
     * One endpoint as the places see it.
     *
     * @param endpoint the endpoint
     * @param verdicts by the place's name; a place that did not ask has none
     * @param meaning  what it means that they say so
     */
    public record Row(Endpoint endpoint, ImmutableMap<String, Verdict> verdicts, Meaning meaning) {
        /** What a place says. */
        public Optional<Verdict> from(Vantage place) {
            return Optional.ofNullable(verdicts.get(place.name()));
        }
    }

    /** What the verdicts of all places mean together. */
    public enum Meaning {
        /** Open from each of them. */
        EVERYWHERE,
        /** Closed for strangers, open for whoever is inside. */
        INSIDE_ONLY,
        /** Open for strangers, closed inside. */
        OUTSIDE_ONLY,
        /** Open from some of them, and neither inside nor outside tells which. */
        SOME,
        /** Open from some of them, while another could not judge or did not ask. */
        UNSETTLED,
        /** Proved from nowhere, suspected from somewhere. */
        SUSPECTED,
        /** Open from nowhere, but for those who log in. */
        LOGIN;

        /** As it stands in a file for programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The places of several runs. */
    public static ImmutableList<Vantage> places(ImmutableList<Run> runs) {
        return byName(runs).asMap().entrySet().stream()
                .map(named -> Vantage.of(named.getKey(), Shards.whole(ImmutableList.copyOf(named.getValue()))))
                .collect(toImmutableList());
    }

    /** The runs by the name of the place that was given, in the order in which the places come first. */
    public static ImmutableListMultimap<String, Run> byName(ImmutableList<Run> runs) {
        return Multimaps.index(runs, run -> run.settings().getOrDefault(NAME, Vantage.UNNAMED));
    }

    /**
     * The runs of several places told as one; those of one place are its shards.
     *
     * @throws IllegalArgumentException with a message for the user, where they cannot be compared
     */
    public static Run join(ImmutableList<Run> runs) {
        ImmutableSet<String> local = runs.stream()
                .flatMap(run -> run.settings().keySet().stream())
                .filter(setting -> !SHAPING.contains(setting))
                .collect(ImmutableSet.toImmutableSet());
        runs.forEach(run -> Shards.checkSettings(runs.get(0), run, local));
        Run joined = JoinedRun.of(
                byName(runs).asMap().values().stream()
                        .map(parts -> Shards.whole(ImmutableList.copyOf(parts)))
                        .collect(toImmutableList()),
                NAME,
                String.join(", ", byName(runs).keySet()));
        return Shards.told(joined, runs);
    }

    /** A row of the matrix, with what it means. */
    public static Row row(Endpoint endpoint, ImmutableMap<String, Verdict> verdicts, ImmutableList<Vantage> places) {
        return new Row(endpoint, verdicts, meaning(verdicts, places));
    }

    /** How many a place outside sees open. */
    public long openOutside() {
        return rows.stream()
                .filter(row -> places.stream()
                        .anyMatch(place -> !place.inside() && row.from(place).equals(Optional.of(Verdict.OPEN))))
                .count();
    }

    /** From where an endpoint is seen like this, in words; empty where it is exposed to no place. */
    public Optional<String> from(Endpoint endpoint, Verdict verdict) {
        return rows.stream()
                .filter(row -> row.endpoint().equals(endpoint))
                .findFirst()
                .map(row -> saying(row.verdicts(), places, verdict).stream()
                        .map(Vantage::from)
                        .collect(Collectors.joining(", ")));
    }

    private static Meaning meaning(ImmutableMap<String, Verdict> verdicts, ImmutableList<Vantage> places) {
        ImmutableList<Vantage> open = saying(verdicts, places, Verdict.OPEN);
        ImmutableList<Vantage> closed =
                saying(verdicts, places, Verdict.LOGIN_NEEDED, Verdict.NOT_A_RELAY, Verdict.UNREACHABLE);
        if (open.isEmpty()) {
            return verdicts.containsValue(Verdict.SUSPECT) ? Meaning.SUSPECTED : Meaning.LOGIN;
        }
        if (open.size() + closed.size() < places.size()) {
            return Meaning.UNSETTLED;
        }
        if (closed.isEmpty()) {
            return Meaning.EVERYWHERE;
        }
        if (open.stream().allMatch(Vantage::inside) && closed.stream().anyMatch(place -> !place.inside())) {
            return Meaning.INSIDE_ONLY;
        }
        return open.stream().noneMatch(Vantage::inside) && closed.stream().allMatch(Vantage::inside)
                ? Meaning.OUTSIDE_ONLY
                : Meaning.SOME;
    }

    private static ImmutableList<Vantage> saying(
            ImmutableMap<String, Verdict> verdicts, ImmutableList<Vantage> places, Verdict... any) {
        return places.stream()
                .filter(place -> Stream.of(any).anyMatch(verdict -> verdict == verdicts.get(place.name())))
                .collect(toImmutableList());
    }
}
