package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import relaycheck.verdict.Severity;

/** What was found in configurations: the files read, the causes worst first, what was not read, and notes. */
public record Findings(
        ImmutableSet<String> files,
        ImmutableList<Cause> causes,
        ImmutableList<Unread> unread,
        ImmutableList<Note> notes) {
    /** Nothing yet. */
    public static final Findings NONE =
            new Findings(ImmutableSet.of(), ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

    /** All of them as one, each thing once. */
    public static Findings together(List<Findings> parts) {
        return new Findings(
                parts.stream().flatMap(part -> part.files.stream()).collect(ImmutableSet.toImmutableSet()),
                parts.stream()
                        .flatMap(part -> part.causes.stream())
                        .distinct()
                        .sorted(Cause.WORST_FIRST)
                        .collect(ImmutableList.toImmutableList()),
                parts.stream()
                        .flatMap(part -> part.unread.stream())
                        .distinct()
                        .collect(ImmutableList.toImmutableList()),
                parts.stream()
                        .flatMap(part -> part.notes.stream())
                        .distinct()
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Whether a cause is at least that bad. */
    public boolean reach(Severity threshold) {
        return causes.stream().anyMatch(cause -> cause.severity().isAtLeast(threshold));
    }
}
