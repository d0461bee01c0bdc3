package relaycheck.policy;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import relaycheck.target.TargetSpec;

/** One table of a policy file. Each value that is missing or wrong is told, and something harmless stands for it. */
final class PolicyTable {
    private final TomlTable table;
    private final int line;
    private final Problems problems;

    /** Hears of mistakes. */
    interface Problems {
        void add(int line, String message);
    }

    PolicyTable(TomlTable table, int line, Problems problems) {
        this.table = table;
        this.line = line;
        this.problems = problems;
    }

    /** Tells of every key that means nothing. */
    void allow(ImmutableSet<String> keys) {
        table.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> wrong(key, key + " is none of " + String.join(", ", keys)));
    }

    /** A text that must be there. */
    String text(String key) {
        if (table.contains(key)) {
            return maybe(key).orElse("");
        }
        problems.add(line, key + " is missing");
        return "";
    }

    /** A text that may be there. */
    Optional<String> maybe(String key) {
        Object value = table.get(List.of(key));
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        if (value != null) {
            wrong(key, key + " must be a text in quotes, and not empty");
        }
        return Optional.empty();
    }

    /** The endpoints that it is about, in the form of a target list's entry. */
    Where where() {
        String text = text("target");
        try {
            if (!text.isEmpty() && TargetSpec.parse(text) instanceof TargetSpec.Addresses addresses) {
                return new Where(text, Optional.of(addresses));
            }
            if (!text.isEmpty()) {
                wrong("target", text + " is a name: an address, a prefix or a range, please");
            }
        } catch (IllegalArgumentException e) {
            wrong("target", String.valueOf(e.getMessage()));
        }
        return new Where(text, Optional.empty());
    }

    /** The ports that must be there. */
    ImmutableSortedSet<Integer> ports() {
        ImmutableSortedSet.Builder<Integer> ports = ImmutableSortedSet.naturalOrder();
        Object value = table.get(List.of("ports"));
        if (!(value instanceof TomlArray array) || array.isEmpty()) {
            problems.add(
                    value == null ? line : line("ports"),
                    value == null ? "ports is missing" : "ports must be a list of ports such as [443]");
            return ImmutableSortedSet.of();
        }
        for (Object port : array.toList()) {
            if (port instanceof Long number && number >= 1 && number <= 65535) {
                ports.add(number.intValue());
            } else {
                boolean nested = port instanceof TomlArray || port instanceof TomlTable;
                wrong(
                        "ports",
                        (nested ? "a list or a table" : port)
                                + " is not a port: a number from 1 to 65535, without quotes");
            }
        }
        return ports.build();
    }

    /** A day that must be there. */
    LocalDate day(String key) {
        Object value = table.get(List.of(key));
        if (value instanceof LocalDate day) {
            return day;
        }
        problems.add(
                value == null ? line : line(key),
                value == null ? key + " is missing" : key + " must be a day such as 2027-01-31, without quotes");
        return LocalDate.MIN;
    }

    private void wrong(String key, String message) {
        problems.add(line(key), message);
    }

    private int line(String key) {
        var position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }
}
