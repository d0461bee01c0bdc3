package relaycheck.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Several runs told as one. What they have in common stands once, what differs stands side by side. */
final class JoinedRun {
    private JoinedRun() {}

    /** The runs together, with one setting as it is of the whole. */
    static Run of(ImmutableList<Run> parts, String setting, String whole) {
        return new Run(
                parts.stream().map(Run::id).collect(Collectors.joining("+")),
                each(parts, Run::version),
                parts.stream().map(Run::started).min(Comparator.naturalOrder()).orElseThrow(),
                finished(parts),
                parts.stream().allMatch(Run::complete),
                each(parts, Run::vantage),
                parts.stream().map(Run::canary).reduce(Run.CanaryUsed::and).orElseThrow(),
                settings(parts, ImmutableMap.of(setting, whole)),
                parts.stream().map(Run::digest).distinct().sorted().collect(Collectors.joining("+")),
                list(parts, run -> run.warnings().stream()),
                receipt(parts));
    }

    /** Parts that ran at the same time may have had their peaks at once; a host is in one shard only. */
    private static Run.Receipt receipt(ImmutableList<Run> parts) {
        ImmutableListMultimap<String, Run> sameHosts =
                Multimaps.index(parts, run -> run.settings().getOrDefault(Shards.SHARD, ""));
        long perHost = sameHosts.asMap().values().stream()
                .mapToLong(some -> atOnce(some, Run.Receipt::peakPerHost))
                .max()
                .orElse(0);
        return parts.stream()
                .map(Run::receipt)
                .reduce(Run.Receipt.NONE, Run.Receipt::plus)
                .withPeaks(atOnce(parts, Run.Receipt::peakRate), perHost);
    }

    /** The most that the peaks of those came to that ran together: it grows only when one begins. */
    private static long atOnce(Collection<Run> parts, ToLongFunction<Run.Receipt> peak) {
        return parts.stream()
                .mapToLong(begun -> parts.stream()
                        .filter(part -> isUnderWay(part, begun.started()))
                        .mapToLong(part -> peak.applyAsLong(part.receipt()))
                        .sum())
                .max()
                .orElse(0);
    }

    private static boolean isUnderWay(Run run, Instant time) {
        return !time.isBefore(run.started())
                && (run.finished().isEmpty() || !time.isAfter(run.finished().get()));
    }

    /** A run of which another part begins. */
    static Run resumed(Run earlier, Run now) {
        ImmutableList<Run> parts = ImmutableList.of(earlier, now);
        return new Run(
                earlier.id(),
                each(parts, Run::version),
                earlier.started(),
                Optional.empty(),
                false,
                each(parts, Run::vantage),
                earlier.canary().and(now.canary()),
                settings(parts, ImmutableMap.of()),
                earlier.digest(),
                list(parts, run -> run.warnings().stream()),
                earlier.receipt());
    }

    private static Optional<Instant> finished(ImmutableList<Run> parts) {
        return parts.stream().allMatch(part -> part.finished().isPresent())
                ? parts.stream().flatMap(part -> part.finished().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static ImmutableMap<String, String> settings(ImmutableList<Run> parts, ImmutableMap<String, String> whole) {
        Map<String, String> all = new LinkedHashMap<>();
        parts.stream()
                .flatMap(run -> run.settings().keySet().stream())
                .forEach(name -> all.put(name, each(parts, run -> run.settings().getOrDefault(name, "not set"))));
        all.putAll(whole);
        return ImmutableMap.copyOf(all);
    }

    private static String each(ImmutableList<Run> parts, Function<Run, String> text) {
        return parts.stream()
                .map(text)
                .reduce((some, next) -> says(some, next) ? some : some + ", " + next)
                .orElseThrow();
    }

    private static boolean says(String some, String next) {
        return (", " + some + ", ").contains(", " + next + ", ");
    }

    private static <T> ImmutableList<T> list(ImmutableList<Run> parts, Function<Run, Stream<T>> items) {
        return parts.stream()
                .flatMap(items)
                .collect(ImmutableSet.toImmutableSet())
                .asList();
    }
}
