package relaycheck.policy;

import static java.util.Comparator.comparing;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import relaycheck.target.Origin;
import relaycheck.target.Parsed;
import relaycheck.target.Problem;

/** Reads a policy from TOML, tables {@code [[accepted]]} and {@code [[intended]]}, and finds every mistake in it. */
public final class PolicyFile {
    private static final String ACCEPTED = "accepted";
    private static final String INTENDED = "intended";
    private static final ImmutableSet<String> ACCEPTED_KEYS =
            ImmutableSet.of("target", "owner", "reason", "ticket", "expires");
    private static final ImmutableSet<String> INTENDED_KEYS =
            ImmutableSet.of("target", "ports", "vantage", "owner", "reason", "ticket");

    /** The byte order mark, which some editors put before the first line. */
    private static final CharMatcher MARK = CharMatcher.is('\ufeff');

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private PolicyFile(String file) {
        this.file = file;
    }

    /**
     * The policy in a file's text.
     *
     * @param file as it is shown in messages
     */
    public static Parsed<Policy> parse(String file, String text) {
        return new PolicyFile(file).read(Toml.parse(MARK.trimLeadingFrom(text)));
    }

    private Parsed<Policy> read(TomlParseResult toml) {
        ImmutableList.Builder<AcceptedRisk> accepted = ImmutableList.builder();
        ImmutableList.Builder<IntendedRelay> intended = ImmutableList.builder();
        if (toml.hasErrors()) {
            toml.errors().forEach(error -> problem(error.position().line(), String.valueOf(error.getMessage())));
        } else {
            new PolicyTable(toml, 1, this::problem).allow(ImmutableSet.of(ACCEPTED, INTENDED));
            tables(toml, ACCEPTED).forEach(table -> accepted.add(accepted(table)));
            tables(toml, INTENDED).forEach(table -> intended.add(intended(table)));
        }
        return new Parsed<>(
                new Policy(accepted.build(), intended.build()),
                ImmutableList.sortedCopyOf(comparing(problem -> problem.origin().line()), problems));
    }

    private static AcceptedRisk accepted(PolicyTable table) {
        table.allow(ACCEPTED_KEYS);
        return new AcceptedRisk(
                table.where(), table.text("owner"), table.text("reason"), table.text("ticket"), table.day("expires"));
    }

    private static IntendedRelay intended(PolicyTable table) {
        table.allow(INTENDED_KEYS);
        return new IntendedRelay(
                table.where(), table.ports(), table.maybe("vantage"), table.text("owner"), table.text("reason"));
    }

    private ImmutableList<PolicyTable> tables(TomlTable toml, String key) {
        if (!toml.contains(key)) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<PolicyTable> tables = ImmutableList.builder();
        if (toml.get(key) instanceof TomlArray array && array.toList().stream().allMatch(TomlTable.class::isInstance)) {
            for (int i = 0; i < array.size(); i++) {
                tables.add(new PolicyTable(
                        array.getTable(i), array.inputPositionOf(i).line(), this::problem));
            }
        } else {
            problem(line(toml, key), key + " takes tables: write [[" + key + "]] above each");
        }
        return tables.build();
    }

    private static int line(TomlTable toml, String key) {
        var position = toml.inputPositionOf(List.of(key));
        return position == null ? 1 : position.line();
    }

    private void problem(int line, String message) {
        problems.add(new Problem(new Origin(file, line), message));
    }
}
