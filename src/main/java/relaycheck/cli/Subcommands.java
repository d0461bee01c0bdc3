package relaycheck.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Every subcommand, in the order of the help: a new one is a new class and one line here. */
public final class Subcommands {
    private static final ImmutableMap<String, Class<?>> ALL = ImmutableMap.<String, Class<?>>builder()
            .put("help", HelpCommand.class)
            .put("scan", ScanCommand.class)
            .put("canary", CanaryCommand.class)
            .put("config", ConfigCommand.class)
            .put("log", LogCommand.class)
            .put("demo", DemoCommand.class)
            .put("history", HistoryCommand.class)
            .put("diff", DiffCommand.class)
            .put("report", ReportCommand.class)
            .put("verify", VerifyCommand.class)
            .put("explain", ExplainCommand.class)
            .put("init", InitCommand.class)
            .put("completion", CompletionCommand.class)
            .put("man", ManCommand.class)
            .buildOrThrow();

    /** What speaks of the others, or calls one. */
    private static final ImmutableSet<String> OF_ALL = ImmutableSet.of("help", "completion", "man", "demo");

    private Subcommands() {}

    /**
     * Adds the one that is called, or all where none is or where it needs the others: to load the options of fourteen commands
     * takes a sixth of the time in which one host is scanned.
     */
    public static CommandLine of(CommandLine root, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        Class<?> called = OF_ALL.contains(first) ? null : ALL.get(first);
        if (called != null) {
            root.addSubcommand(first, called);
        } else {
            ALL.forEach(root::addSubcommand);
        }
        return root;
    }
}
