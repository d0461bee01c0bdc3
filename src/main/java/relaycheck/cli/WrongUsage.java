package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import relaycheck.text.Printable;

/** What is wrong with a command line, told all at once: whoever mends one mistake at a time types it that often. */
public final class WrongUsage {
    /** What the parser says before the reason; compiled where something is wrong. */
    private static final String INVALID = "^Invalid value for (?:option '([^']+)'.*?|[^(]*\\(([^)]*)\\)): ";

    /** What the parser says of a word that an option does not know. */
    private static final Pattern NO_CONSTANT =
            Pattern.compile("expected one of \\[(.*)] \\(case-insensitive\\) but was '(.*)'", Pattern.DOTALL);

    private static final String UNMATCHED = "^Unmatched arguments? (?:at|from) index [0-9]+: ";

    /** What Java makes of bytes that are no letters where the user's locale says ASCII. */
    private static final char UNKNOWN_LETTER = '\uFFFD';

    private WrongUsage() {}

    /** The command, which from here on gathers mistakes and does nothing where there are any. */
    public static CommandLine gatheredBy(CommandLine command, String... arguments) {
        gather(command);
        for (String argument : arguments) {
            if (argument.startsWith("@") && new File(argument.substring(1)).isDirectory()) {
                command.setExpandAtFiles(false); // which ends in a trace, and with 1
            }
        }
        return command.registerConverter(Path.class, new PathConverter()).setExecutionStrategy(WrongUsage::execute);
    }

    private static void gather(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(WrongUsage::gather);
    }

    private static int execute(ParseResult parsed) {
        List<Exception> wrong = new ArrayList<>();
        ParseResult last = parsed;
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            wrong.addAll(each.errors());
            last = each;
        }
        CommandLine command = last.commandSpec().commandLine();
        for (String word : parsed.expandedArgs()) {
            if (word.indexOf(UNKNOWN_LETTER) >= 0) {
                throw new ParameterException(
                        command, word + ": the locale of this shell knows no such letters; set LC_ALL=C.UTF-8");
            }
        }
        return wrong.isEmpty() ? new CommandLine.RunLast().execute(parsed) : tell(command, wrong);
    }

    /** Tells of a mistake that was found later. */
    public static int tell(ParameterException problem, String[] arguments) {
        return tell(problem.getCommandLine(), ImmutableList.of(problem));
    }

    private static int tell(CommandLine command, List<? extends Exception> problems) {
        PrintWriter err = command.getErr();
        String said = "";
        for (Exception problem : problems) {
            String words = words(command, String.valueOf(problem.getMessage()));
            if (problem instanceof MissingParameterException
                    && said.contains(words.substring(1 + words.indexOf(':')))) {
                continue; // of several, the last is told again
            }
            err.println((said.isEmpty() ? "relaycheck: " : "") + Printable.lines(words));
            said += words;
            if (problem instanceof ParameterException wrong) {
                UnmatchedArgumentException.printSuggestions(wrong, err);
            }
        }
        String[] examples = command.getCommandSpec().usageMessage().footer();
        if (examples.length > 0 && problems.stream().anyMatch(MissingParameterException.class::isInstance)) {
            err.println("for example: " + examples[0].strip());
        }
        err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE;
    }

    private static String words(CommandLine command, String message) {
        String unmatched = command.getParent() == null ? "there is no such command: " : "one argument too many: ";
        String reason = message.replaceFirst("^Error: ", "")
                .replaceFirst("^Unknown subcommand ('.*')\\.$", "there is no such command: $1")
                .replaceFirst(INVALID, "$1$2: ");
        reason = NO_CONSTANT
                .matcher(reason)
                .replaceFirst(no -> Matcher.quoteReplacement(
                        '"' + no.group(2) + "\" is none of " + no.group(1).toLowerCase(Locale.ROOT)));
        if (message.matches(UNMATCHED + "'.+\\.db'") && command.getCommandSpec().findOption("--store") != null) {
            reason += "; a store is named by --store";
        }
        return reason.replaceFirst(UNMATCHED, message.endsWith(": ''") ? "an argument is empty: " : unmatched);
    }
}
