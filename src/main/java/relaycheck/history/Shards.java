package relaycheck.history;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import relaycheck.target.Shard;
import relaycheck.text.Plural;

/** The parts of one scan, put together again. */
public final class Shards {
    static final String SHARD = "shard";
    private static final String NAMES = "names";
    /** What may differ from machine to machine: none of it decides what is asked or what an answer means. */
    private static final ImmutableSet<String> LOCAL = ImmutableSet.of(
            SHARD, NAMES, "source", "vantage", "rate", "in-flight", "per-host", "canary", "canary-address", "key-file");

    private Shards() {}

    /**
     * The run that the parts are together; a run alone stays what it is, one shard of many too.
     *
     * @throws IllegalArgumentException with a message for the user, where a part is missing, is there twice or asked otherwise
     */
    public static Run merge(ImmutableList<Run> parts) {
        return parts.size() == 1 ? parts.get(0) : told(whole(parts), parts);
    }

    /** The run that parts are together, which says first where they are of different days. */
    static Run told(Run whole, ImmutableList<Run> parts) {
        return apart(parts).map(whole::withFirst).orElse(whole);
    }

    /** That parts were asked on different days, where one began a day after another was over: a reader takes them for one scan. */
    public static Optional<String> apart(ImmutableList<Run> parts) {
        Instant first = parts.stream().map(Run::started).min(naturalOrder()).orElseThrow();
        Instant last = parts.stream().map(Run::started).max(naturalOrder()).orElseThrow();
        long days = ChronoUnit.DAYS.between(first.truncatedTo(ChronoUnit.DAYS), last.truncatedTo(ChronoUnit.DAYS));
        Instant over = parts.stream()
                .map(part -> part.finished().orElse(part.started()))
                .min(naturalOrder())
                .orElseThrow();
        return over.plus(1, ChronoUnit.DAYS).isBefore(last)
                ? Optional.of("the parts of this scan began "
                        + Plural.of(days, "day", "days") + " apart, at " + first.truncatedTo(ChronoUnit.SECONDS)
                        + " and at " + last.truncatedTo(ChronoUnit.SECONDS)
                        + ": what the earlier ones found may be otherwise by now; scan them again")
                : Optional.empty();
    }

    /** A part of a scan by itself says so first: whoever reads it would take it for the whole. */
    public static Run alone(Run run) {
        Shard shard = shard(run);
        return shard.count() == 1
                ? run
                : run.withFirst("this is shard " + shard.index() + " of " + shard.count()
                        + " only, one part of the scan: what is in the others is not told here; relaycheck report with"
                        + " the stores of all of them joins them");
    }

    /** The same, and all parts must be there. */
    static Run whole(ImmutableList<Run> parts) {
        parts.forEach(part -> checkSame(parts.get(0), part));
        checkWhole(parts);
        Run whole = JoinedRun.of(parts, SHARD, Shard.ALL.toString());
        long answers = parts.stream()
                .map(part -> part.settings().getOrDefault(NAMES, ""))
                .distinct()
                .count();
        return answers < 2
                ? whole
                : whole.withFirst("names led to other addresses in one part than in another: what they lead to may have"
                        + " been asked by none of them; list addresses, or scan the names in one part");
    }

    /** That two runs asked the same in the same way, if not of the same addresses. */
    private static void checkSame(Run first, Run part) {
        checkSettings(first, part, LOCAL);
        checkArgument(
                first.digest().equals(part.digest()),
                "runs %s and %s are not parts of one scan: their targets or limits differ",
                first.id(),
                part.id());
    }

    /** That all settings agree but these. */
    static void checkSettings(Run first, Run part, ImmutableSet<String> but) {
        for (String setting :
                Sets.union(first.settings().keySet(), part.settings().keySet())) {
            String mine = first.settings().getOrDefault(setting, "not set");
            String theirs = part.settings().getOrDefault(setting, "not set");
            checkArgument(
                    but.contains(setting) || theirs.equals(mine),
                    "runs %s and %s are not parts of one scan: %s is %s in one and %s in the other",
                    first.id(),
                    part.id(),
                    setting,
                    mine,
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
            checkArgument(
                    missing.remove(shard.index()),
                    "shard %s is there twice: run %s again (scans from several places have names: scan --vantage NAME)",
                    shard,
                    part.id());
        }
        checkArgument(
                missing.isEmpty(),
                "shards are missing: %s",
                missing.stream().map(index -> index + "/" + count).collect(Collectors.joining(", ")));
    }

    private static Shard shard(Run run) {
        return Shard.parse(run.settings().getOrDefault(SHARD, Shard.ALL.toString()));
    }
}
