package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words of a report mean and what to do about them; the texts stand in a resource. */
final class Explanations {
    private static final Pattern HEAD = Pattern.compile("\\[([A-Za-z0-9_-]+)] ([a-z]+)");

    /**
     * One word explained.
     *
     * @param term what is explained
     * @param kind verdict, rule, outcome, probe or policy
     * @param text its lines
     */
    record Explanation(String term, String kind, String text) {}

    private Explanations() {}

    /** All of them, in the order in which a reader meets them. */
    static ImmutableList<Explanation> all() {
        ImmutableList.Builder<Explanation> all = ImmutableList.builder();
        List<String> lines = new ArrayList<>();
        Matcher head = null;
        for (String line : read().lines().toList()) {
            Matcher next = HEAD.matcher(line);
            if (next.matches()) {
                if (head != null) {
                    all.add(explanation(head, lines));
                }
                head = next;
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        return head == null ? all.build() : all.add(explanation(head, lines)).build();
    }

    /** Those of a term: with a port behind it ({@code connect-25}) it is the probe's name, and case does not matter. */
    static ImmutableList<Explanation> of(String term) {
        String name = term.replaceFirst("-[0-9]+$", "");
        return all().stream()
                .filter(each -> each.term().equalsIgnoreCase(name))
                .collect(ImmutableList.toImmutableList());
    }

    private static Explanation explanation(Matcher head, List<String> lines) {
        return new Explanation(
                head.group(1), head.group(2), String.join("\n", lines).strip());
    }

    private static String read() {
        try {
            return Resources.toString(Resources.getResource(Explanations.class, "explanations.txt"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
