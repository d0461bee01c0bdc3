package relaycheck.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import relaycheck.history.Run;
import relaycheck.history.State;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.report.Summary;
import relaycheck.store.RunReader;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Scans of the same endpoints from several places. An endpoint is what the place says that sees the worst of it. */
final class SeveralVantages {
    private final ImmutableList<Store> stores;
    private final ImmutableList<Run> runs;
    private final ImmutableList<RunReader> readers;

    SeveralVantages(ImmutableList<Store> stores, ImmutableList<Run> runs) {
        this.stores = stores;
        this.runs = runs;
        readers = IntStream.range(0, runs.size())
                .mapToObj(i -> stores.get(i).read(runs.get(i)))
                .collect(toImmutableList());
    }

    Results results() {
        Run whole = Vantages.join(runs);
        ImmutableSet<Skipped> skipped = Streams.stream(
                        Iterables.concat(Iterables.transform(readers, RunReader::skipped)))
                .collect(ImmutableSet.toImmutableSet());
        Count count = count();
        return new Results(
                stores,
                whole,
                new Summary(
                        count.verdicts.values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        ImmutableMap.copyOf(count.verdicts),
                        ImmutableMap.copyOf(count.severities),
                        skipped.stream().mapToLong(Skipped::count).sum()),
                () -> worst(RunReader::findings),
                () -> worst(RunReader::exposed),
                skipped,
                Optional.of(vantages(count.exposed)));
    }

    /** A finding, and the name of the place from which it was found. */
    private record Sighting(Finding finding, String place) {}

    /** The counts of what is worst, and what every place says of what is exposed to one. */
    private static final class Count {
        private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        private final Map<Severity, Long> severities = new EnumMap<>(Severity.class);
        private final Map<Endpoint, ImmutableMap.Builder<String, Verdict>> exposed = new LinkedHashMap<>();

        void first(Finding finding) {
            verdicts.merge(finding.verdict(), 1L, Long::sum);
            severities.merge(finding.severity(), 1L, Long::sum);
            if (new State(finding.verdict(), finding.severity()).isExposed()) {
                exposed.put(finding.endpoint(), ImmutableMap.builder());
            }
        }

        void each(Sighting sighting) {
            ImmutableMap.Builder<String, Verdict> row =
                    exposed.get(sighting.finding().endpoint());
            if (row != null) {
                row.put(sighting.place(), sighting.finding().verdict());
            }
        }
    }

    private Count count() {
        Count count = new Count();
        Set<Endpoint> seen = new HashSet<>();
        sightings(RunReader::findings).forEachRemaining(sighting -> {
            if (seen.add(sighting.finding().endpoint())) {
                count.first(sighting.finding());
            }
            count.each(sighting);
        });
        return count;
    }

    private Vantages vantages(Map<Endpoint, ImmutableMap.Builder<String, Verdict>> exposed) {
        ImmutableList<Vantage> places = Vantages.places(runs);
        return new Vantages(
                places,
                exposed.entrySet().stream()
                        .map(row -> Vantages.row(row.getKey(), row.getValue().buildOrThrow(), places))
                        .collect(toImmutableList()));
    }

    /** The worst comes first, so what comes later of an endpoint is left out. Remembers every endpoint of one pass. */
    private Iterator<Finding> worst(Reading reading) {
        Set<Endpoint> seen = new HashSet<>();
        return Iterators.filter(
                Iterators.transform(sightings(reading), Sighting::finding), finding -> seen.add(finding.endpoint()));
    }

    /** What is read of a run, the worst first. */
    private interface Reading {
        Iterable<Finding> of(RunReader reader);
    }

    private Iterator<Sighting> sightings(Reading reading) {
        return Iterators.mergeSorted(
                IntStream.range(0, readers.size())
                        .mapToObj(i -> Iterators.transform(
                                reading.of(readers.get(i)).iterator(),
                                finding -> new Sighting(finding, place(runs.get(i)))))
                        .toList(),
                Comparator.comparing(Sighting::finding, Results.worstFirst()));
    }

    private static String place(Run run) {
        return Vantages.byName(ImmutableList.of(run)).keySet().iterator().next();
    }
}
