package relaycheck.history;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import relaycheck.target.Shard;

/** The parts of one scan, put together again. */
public final class Shards {
    private static final String SHARD = "shard";

    private Shards() {}

    /**
     * The run that the parts are together.
     *
     * @throws IllegalArgumentException with a message for the user, where a part is missing, is there twice or asked otherwise
     */
    public static Run merge(ImmutableList<Run> parts) {
        Run first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        parts.forEach(part -> checkSame(first, part));
        checkWhole(parts);
        return new Run(
                parts.stream().map(Run::id).collect(Collectors.joining("+")),
                first.version(),
                parts.stream().map(Run::started).min(Comparator.naturalOrder()).orElseThrow(),
                finished(parts),
                parts.stream().allMatch(Run::complete),
                parts.stream().map(Run::vantage).distinct().collect(Collectors.joining(", ")),
                first.canary(),
                settings(first, Shard.ALL.toString()),
                parts.stream().map(Run::digest).sorted().collect(Collectors.joining("+")),
                parts.stream()
                        .flatMap(part -> part.warnings().stream())
                        .collect(ImmutableSet.toImmutableSet())
                        .asList(),
                parts.stream().map(Run::receipt).reduce(Run.Receipt.NONE, Run.Receipt::plus));
    }

    private static Optional<Instant> finished(ImmutableList<Run> parts) {
        return parts.stream().allMatch(part -> part.finished().isPresent())
                ? parts.stream().flatMap(part -> part.finished().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static void checkSame(Run first, Run part) {
        ImmutableMap<String, String> one = settings(first, "");
        ImmutableMap<String, String> other = settings(part, "");
        for (Map.Entry<String, String> setting : one.entrySet()) {
            String theirs = other.getOrDefault(setting.getKey(), "not set");
            checkArgument(
                    theirs.equals(setting.getValue()),
                    "runs %s and %s are not parts of one scan: %s is %s in one and %s in the other",
                    first.id(),
                    part.id(),
                    setting.getKey(),
                    setting.getValue(),
                    theirs);
        }
    }

    private static void checkWhole(ImmutableList<Run> parts) {
        int count = shard(parts.get(0)).count();
        TreeSet<Integer> missing =
                IntStream.rangeClosed(1, count).boxed().collect(Collectors.toCollection(TreeSet::new));
        for (Run part : parts) {
            Shard shard = shard(part);
            checkArgument(
                    shard.count() == count,
                    "run %s is shard %s, run %s is shard %s: not parts of one scan",
                    parts.get(0).id(),
                    shard(parts.get(0)),
                    part.id(),
                    shard);
            checkArgument(missing.remove(shard.index()), "shard %s is there twice: run %s again", shard, part.id());
        }
        checkArgument(
                missing.isEmpty(),
                "shards are missing: %s",
                missing.stream().map(index -> index + "/" + count).collect(Collectors.joining(", ")));
    }

    private static Shard shard(Run run) {
        return Shard.parse(run.settings().getOrDefault(SHARD, Shard.ALL.toString()));
    }

    private static ImmutableMap<String, String> settings(Run run, String shard) {
        return ImmutableMap.<String, String>builder()
                .putAll(run.settings())
                .put(SHARD, shard)
                .buildKeepingLast();
    }
}
