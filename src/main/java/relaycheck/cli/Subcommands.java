package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Every subcommand: a new one is a new class, its name in the order of the help, and its line in {@link #named}. */
public final class Subcommands {
    private static final ImmutableList<String> NAMES = ImmutableList.of(
            "help",
            "scan",
            "canary",
            "config",
            "log",
            "demo",
            "history",
            "diff",
            "report",
            "verify",
            "explain",
            "init",
            "completion",
            "man");

    /** What speaks of the others, or calls one. */
    private static final ImmutableSet<String> OF_ALL = ImmutableSet.of("help", "completion", "man", "demo");

    private Subcommands() {}

    /**
     * Adds the one that is called, or all where none is or where it needs the others: to load the options of fourteen commands
     * takes a sixth of the time in which one host is scanned.
     */
    public static CommandLine of(CommandLine root, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (NAMES.contains(first) && !OF_ALL.contains(first)) {
            root.addSubcommand(first, named(first));
        } else {
            NAMES.forEach(name -> root.addSubcommand(name, named(name)));
        }
        return root;
    }

    /** A switch, for a map would load them all. */
    private static Class<?> named(String name) {
        return switch (name) {
            case "help" -> HelpCommand.class;
            case "scan" -> ScanCommand.class;
            case "canary" -> CanaryCommand.class;
            case "config" -> ConfigCommand.class;
            case "log" -> LogCommand.class;
            case "demo" -> DemoCommand.class;
            case "history" -> HistoryCommand.class;
            case "diff" -> DiffCommand.class;
            case "report" -> ReportCommand.class;
            case "verify" -> VerifyCommand.class;
            case "explain" -> ExplainCommand.class;
            case "init" -> InitCommand.class;
            case "completion" -> CompletionCommand.class;
            case "man" -> ManCommand.class;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
