package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import relaycheck.verdict.Severity;

/**
 * What was found in configurations.
 *
 * @param files   those that were read
 * @param causes  the open doors, the worst first
 * @param unread  what could not be read
 * @param notes   what is off, guarded or not to be evaluated
 * @param listens where connections come in
 * @param names   the names that are answered for, as far as the configuration says
 */
public record Findings(
        ImmutableSet<String> files,
        ImmutableList<Cause> causes,
        ImmutableList<Unread> unread,
        ImmutableList<Note> notes,
        ImmutableSet<Listener> listens,
        ImmutableSet<String> names) {
    /** Nothing yet. */
    public static final Findings NONE =
            new Findings(ImmutableSet.of(), ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

    /** What was found where nothing listens. */
    Findings(
            ImmutableSet<String> files,
            ImmutableList<Cause> causes,
            ImmutableList<Unread> unread,
            ImmutableList<Note> notes) {
        this(files, causes, unread, notes, ImmutableSet.of(), ImmutableSet.of());
    }

    /** All of them as one, each thing once. */
    public static Findings together(List<Findings> parts) {
        return new Findings(
                all(parts, Findings::files).collect(ImmutableSet.toImmutableSet()),
                all(parts, Findings::causes)
                        .distinct()
                        .sorted(Cause.WORST_FIRST)
                        .collect(ImmutableList.toImmutableList()),
                all(parts, Findings::unread).distinct().collect(ImmutableList.toImmutableList()),
                all(parts, Findings::notes).distinct().collect(ImmutableList.toImmutableList()),
                all(parts, Findings::listens).collect(ImmutableSet.toImmutableSet()),
                all(parts, Findings::names).collect(ImmutableSet.toImmutableSet()));
    }

    private static <T> Stream<T> all(List<Findings> parts, Function<Findings, Collection<T>> things) {
        return parts.stream().flatMap(part -> things.apply(part).stream());
    }

    /** Whether a cause is at least that bad. */
    public boolean reach(Severity threshold) {
        return causes.stream().anyMatch(cause -> cause.severity().fails(threshold));
    }
}
