package relaycheck.verdict;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import relaycheck.probe.Outcome;

/** The reason of a verdict in one line: what each kind of request came to, alike ones together. */
final class Because {
    private Because() {}

    static String of(Row row, ImmutableList<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return row.because() + ": nothing was heard";
        }
        Map<String, List<Outcome>> alike = alike(row, outcomes);
        if (row.verdict() == Verdict.UNREACHABLE) {
            return row.because() + ": " + alike.keySet().iterator().next();
        }
        List<String> clauses = new ArrayList<>();
        for (Map.Entry<String, List<Outcome>> each : alike.entrySet()) {
            clauses.add(questions(each.getValue()) + ": " + each.getKey());
        }
        return row.because() + " — " + Joiner.on("; ").join(clauses);
    }

    /** By what they say: what the row speaks of; of a row that speaks of refusals, everything. */
    private static Map<String, List<Outcome>> alike(Row row, ImmutableList<Outcome> outcomes) {
        Map<String, List<Outcome>> alike = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (row.any().contains(outcome.kind())) {
                alike.computeIfAbsent(outcome.because(), first -> new ArrayList<>())
                        .add(outcome);
            }
        }
        return alike;
    }

    private static String questions(List<Outcome> outcomes) {
        Map<String, SortedSet<Integer>> ports = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            SortedSet<Integer> named = ports.computeIfAbsent(outcome.subject().title(), first -> new TreeSet<>());
            if (outcome.arrived().isEmpty()) {
                named.add(outcome.subject().destination().port());
            } else {
                named.addAll(outcome.arrived());
            }
        }
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, SortedSet<Integer>> each : ports.entrySet()) {
            words.add(each.getKey() + " to " + Joiner.on(", ").join(each.getValue()));
        }
        return Joiner.on(" and ").join(words);
    }
}
