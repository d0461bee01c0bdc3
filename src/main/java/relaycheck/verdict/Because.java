package relaycheck.verdict;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relaycheck.probe.Outcome;

/** The reason of a verdict in one line: what each kind of request came to, alike ones together. */
final class Because {
    private Because() {}

    static String of(Row row, ImmutableList<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return row.because() + ": nothing was heard";
        }
        ImmutableList<Outcome> telling = telling(row, outcomes);
        if (row.verdict() == Verdict.UNREACHABLE) {
            return row.because() + ": " + telling.get(0).because();
        }
        ListMultimap<String, Outcome> alike =
                MultimapBuilder.linkedHashKeys().arrayListValues().build();
        telling.forEach(outcome -> alike.put(outcome.because(), outcome));
        ImmutableList.Builder<String> clauses = ImmutableList.builder();
        for (String because : alike.keySet()) {
            clauses.add(questions(alike.get(because)) + ": " + because);
        }
        return row.because() + " — " + Joiner.on("; ").join(clauses.build());
    }

    /** What the row speaks of; of a row that speaks of refusals, everything. */
    private static ImmutableList<Outcome> telling(Row row, ImmutableList<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> row.any().contains(outcome.kind()))
                .collect(ImmutableList.toImmutableList());
    }

    private static String questions(List<Outcome> outcomes) {
        Map<String, ImmutableSet<Integer>> ports = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            ports.computeIfAbsent(outcome.subject().title(), title -> ports(title, outcomes));
        }
        ImmutableList.Builder<String> words = ImmutableList.builder();
        ports.forEach((title, to) -> words.add(title + " to " + Joiner.on(", ").join(to)));
        return Joiner.on(" and ").join(words.build());
    }

    private static ImmutableSet<Integer> ports(String title, List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.subject().title().equals(title))
                .flatMap(outcome -> outcome.arrived().isEmpty()
                        ? ImmutableSet.of(outcome.subject().destination().port()).stream()
                        : outcome.arrived().stream())
                .collect(toImmutableSortedSet(Comparator.naturalOrder()));
    }
}
