package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command's man page in the man macros of roff, made of what its help says. */
final class ManPage {
    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The page's name: {@code relaycheck-history-prune}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    String text() {
        UsageMessageSpec usage = command.usageMessage();
        page.append(".TH \"")
                .append(name(command).toUpperCase(Locale.ROOT))
                .append("\" 1 \"\" \"relaycheck ")
                .append(Version.number())
                .append("\" \"relaycheck\"\n");
        section("NAME", escaped(name(command)) + " \\- " + escaped(sentence(usage.description())));
        section("SYNOPSIS", ".B " + escaped(command.qualifiedName()) + "\n" + escaped(synopsis()));
        section("DESCRIPTION", escaped(String.join("\n", usage.description())));
        if (!command.positionalParameters().isEmpty() || !options().isEmpty()) {
            page.append(".SH OPTIONS\n");
            command.positionalParameters().forEach(this::parameter);
            options().forEach(this::option);
        }
        subcommands();
        if (!usage.exitCodeList().isEmpty()) {
            page.append(".SH \"EXIT STATUS\"\n");
            usage.exitCodeList().forEach((code, meaning) -> tagged(".B " + code, meaning));
        }
        if (usage.footer().length > 0) {
            section(
                    "EXAMPLES",
                    ".nf\n" + Stream.of(usage.footer()).map(ManPage::escaped).collect(Collectors.joining("\n"))
                            + "\n.fi");
        }
        return page.toString();
    }

    private ImmutableList<OptionSpec> options() {
        return command.options().stream().filter(option -> !option.hidden()).collect(ImmutableList.toImmutableList());
    }

    private void parameter(PositionalParamSpec parameter) {
        tagged(".I " + escaped(parameter.paramLabel()), description(parameter));
    }

    private void option(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        String value = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
        tagged(names + value, description(option));
    }

    private void subcommands() {
        if (command.subcommands().isEmpty()) {
            return;
        }
        page.append(".SH COMMANDS\n");
        for (Map.Entry<String, CommandLine> each : command.subcommands().entrySet()) {
            UsageMessageSpec usage = each.getValue().getCommandSpec().usageMessage();
            if (!usage.hidden()) {
                tagged(".B " + escaped(each.getKey()), String.join(" ", usage.description()));
            }
        }
    }

    private void tagged(String tag, String text) {
        page.append(".TP\n").append(tag).append('\n').append(escaped(text)).append('\n');
    }

    private void section(String title, String text) {
        page.append(".SH ").append(title).append('\n').append(text).append('\n');
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    private String synopsis() {
        String all = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
                .synopsis(0)
                .strip();
        return all.substring(Math.min(all.length(), command.qualifiedName().length()))
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String sentence(String[] description) {
        String all = String.join(" ", description);
        return all.endsWith(".") ? all.substring(0, all.length() - 1) : all;
    }

    /** Nothing that roff would take for a request or an escape. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^(?=[.'])", "\\\\&");
    }
}
