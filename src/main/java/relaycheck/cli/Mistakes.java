package relaycheck.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with values that the parser took, gathered to be told at once. */
final class Mistakes {
    private final Set<String> all = new LinkedHashSet<>();

    void add(Iterable<String> mistakes) {
        mistakes.forEach(all::add);
    }

    /** Looks at something, and keeps what it says against itself. */
    void of(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            all.add(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the command where anything is wrong. */
    void tell(CommandSpec spec) {
        if (!all.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("\n", all));
        }
    }
}
