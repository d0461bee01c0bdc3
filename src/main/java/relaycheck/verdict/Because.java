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
    private static final Joiner PORTS = Joiner.on(", ");

    private Because() {}

    static String of(Row row, ImmutableList<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return row.because() + ": nothing was heard";
        }
        Map<String, List<Outcome>> alike = alike(row, outcomes);
        if (row.verdict() == Verdict.UNREACHABLE) {
            return row.because() + ": " + alike.keySet().iterator().next();
        }
        StringBuilder reason = new StringBuilder(row.because());
        String between = " — ";
        for (Map.Entry<String, List<Outcome>> each : alike.entrySet()) {
            questions(each.getValue(), reason.append(between));
            reason.append(": ").append(each.getKey());
            between = "; ";
        }
        return reason.toString();
    }

    /** Those outcomes that the row speaks of, by what they say. */
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

    private static void questions(List<Outcome> outcomes, StringBuilder reason) {
        Map<String, SortedSet<Integer>> ports = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            SortedSet<Integer> named = ports.computeIfAbsent(outcome.subject().title(), first -> new TreeSet<>());
            if (outcome.arrived().isEmpty()) {
                named.add(outcome.subject().destination().port());
            } else {
                named.addAll(outcome.arrived());
            }
        }
        String between = "";
        for (Map.Entry<String, SortedSet<Integer>> each : ports.entrySet()) {
            reason.append(between).append(each.getKey()).append(" to ");
            PORTS.appendTo(reason, each.getValue());
            between = " and ";
        }
    }
}
