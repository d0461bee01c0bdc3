package relaycheck.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import relaycheck.history.Run;
import relaycheck.history.Shards;
import relaycheck.history.Vantages;
import relaycheck.report.Summary;
import relaycheck.store.RunReader;
import relaycheck.store.Store;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;

/**
 * What a scan found, out of one store, one a shard, or those of several vantage points.
 *
 * @param stores   where it is kept
 * @param run      the scan
 * @param summary  the counts
 * @param findings all, the worst first
 * @param exposed  those that are exposed or could not be judged, the worst first
 * @param skipped  what was not asked
 * @param vantages what each place says, where there are several
 */
record Results(
        ImmutableList<Store> stores,
        Run run,
        Summary summary,
        Iterable<Finding> findings,
        Iterable<Finding> exposed,
        Iterable<Skipped> skipped,
        Optional<Vantages> vantages) {
    static Results of(Store store, Run run) {
        return of(ImmutableList.of(store), ImmutableList.of(run));
    }

    /** Those of a run of each store: the shards of one scan, or scans of the same from several places. */
    static Results of(ImmutableList<Store> stores, ImmutableList<Run> runs) {
        if (runs.size() == 1) {
            return ofOne(stores.get(0), runs.get(0));
        }
        return Vantages.byName(runs).keySet().size() > 1
                ? new SeveralVantages(stores, runs).results()
                : ofShards(stores, runs);
    }

    /** One store has no use for what merges several, and the scan of one host ends here. */
    private static Results ofOne(Store store, Run run) {
        RunReader reader = store.read(run);
        return new Results(
                ImmutableList.of(store),
                Shards.alone(run),
                reader.summary(),
                reader.findings(),
                reader.exposed(),
                reader.skipped(),
                Optional.empty());
    }

    private static Results ofShards(ImmutableList<Store> stores, ImmutableList<Run> runs) {
        Run whole = Shards.merge(runs);
        ImmutableList.Builder<RunReader> all = ImmutableList.builder();
        for (int i = 0; i < runs.size(); i++) {
            all.add(stores.get(i).read(runs.get(i)));
        }
        ImmutableList<RunReader> readers = all.build();
        Iterable<Skipped> skipped = skipped(readers);
        Summary counts =
                readers.stream().map(RunReader::summary).reduce(Results::sum).orElseThrow();
        return new Results(
                stores,
                whole,
                new Summary(
                        counts.endpoints(),
                        counts.verdicts(),
                        counts.severities(),
                        Streams.stream(skipped).mapToLong(Skipped::count).sum()),
                merged(readers, RunReader::findings),
                merged(readers, RunReader::exposed),
                skipped,
                Optional.empty());
    }

    /** What all of them skip as a whole, a name without an address, is one. */
    private static Iterable<Skipped> skipped(ImmutableList<RunReader> readers) {
        Iterable<Skipped> all = Iterables.concat(Iterables.transform(readers, RunReader::skipped));
        return () -> {
            Set<Skipped> whole = new HashSet<>();
            return Iterators.filter(all.iterator(), each -> !each.isWhole() || whole.add(each));
        };
    }

    static Comparator<Finding> worstFirst() {
        return Comparator.comparing(Finding::verdict)
                .thenComparing(Finding::severity, Comparator.reverseOrder())
                .thenComparing(Finding::endpoint);
    }

    private static Iterable<Finding> merged(
            ImmutableList<RunReader> readers, Function<RunReader, Iterable<Finding>> part) {
        return Iterables.mergeSorted(readers.stream().map(part).collect(toImmutableList()), worstFirst());
    }

    private static Summary sum(Summary one, Summary other) {
        return new Summary(
                one.endpoints() + other.endpoints(),
                sum(one, other, Summary::verdicts),
                sum(one, other, Summary::severities),
                one.skipped() + other.skipped());
    }

    private static <K extends Comparable<K>> ImmutableMap<K, Long> sum(
            Summary one, Summary other, Function<Summary, ImmutableMap<K, Long>> counts) {
        Map<K, Long> sum = new TreeMap<>(counts.apply(one));
        counts.apply(other).forEach((key, count) -> sum.merge(key, count, Long::sum));
        return ImmutableMap.copyOf(sum);
    }
}
