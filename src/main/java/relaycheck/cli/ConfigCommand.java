package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.cause.CauseFormat;
import relaycheck.cause.CauseFormats;
import relaycheck.cause.Causes;
import relaycheck.cause.Dialect;
import relaycheck.cause.Findings;
import relaycheck.report.OutputFile;
import relaycheck.text.Printable;
import relaycheck.verdict.Severity;

/** Reads configurations and names the lines that make a relay of them. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Which lines of a configuration open it, and what closes it.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing at or above --fail-on",
            "1:something at or above --fail-on",
            "2:wrong usage, or nothing could be read",
            "3:nothing found, but not everything could be read"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  relaycheck config /etc/apache2", "  relaycheck config squid.conf nginx.conf -o causes.sarif"})
public final class ConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Configuration files, or folders of them.")
    private List<String> paths;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; the ending picks the format (.txt, .json, .sarif, .xml), - is stdout.")
    private List<String> outputs = ImmutableList.of("-");

    @Option(names = "--format", paramLabel = "NAME", description = "text, json, sarif or junit, whatever the ending.")
    private @Nullable String format;

    @Option(names = "--dialect", paramLabel = "NAME", description = "Read all files as this product's.")
    private @Nullable String dialect;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "medium",
            description = "Exit status 1 from here on: critical, high, medium, low, info, or none for never (default:"
                    + " ${DEFAULT-VALUE}).")
    private Severity failOn;

    @Override
    public Integer call() throws IOException {
        ImmutableList<CauseFormat> formats =
                outputs.stream().map(this::format).collect(ImmutableList.toImmutableList());
        Checked.places(spec, outputs, paths);
        Findings findings = new Causes(new DiskConfigFiles(), dialect()).read(paths);
        for (int i = 0; i < formats.size(); i++) {
            write(findings, formats.get(i), outputs.get(i));
        }
        findings.unread()
                .forEach(unread -> spec.commandLine()
                        .getErr()
                        .println("relaycheck: " + Printable.line(unread.place() + ": " + unread.why())));
        if (findings.files().isEmpty()) {
            spec.commandLine().getErr().println("relaycheck: no configuration could be read");
            return ExitStatus.USAGE;
        }
        return findings.reach(failOn)
                ? ExitStatus.EXPOSED
                : findings.unread().isEmpty() ? ExitStatus.OK : ExitStatus.INCOMPLETE;
    }

    private Optional<Dialect> dialect() {
        if (dialect == null) {
            return Optional.empty();
        }
        Optional<Dialect> named = Causes.dialect(dialect);
        if (named.isEmpty()) {
            throw wrong("--dialect " + dialect + " is none of " + Causes.names());
        }
        return named;
    }

    private CauseFormat format(String output) {
        if (format != null) {
            return CauseFormats.named(format)
                    .orElseThrow(() -> wrong("--format " + format + " is none of " + CauseFormats.names()));
        }
        return output.equals("-")
                ? CauseFormats.ALL.get(0)
                : CauseFormats.endingOf(output)
                        .orElseThrow(() -> wrong("-o " + output + " ends in none of " + CauseFormats.endings()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void write(Findings findings, CauseFormat chosen, String output) throws IOException {
        if (output.equals("-")) {
            PrintWriter out = spec.commandLine().getOut();
            chosen.write(findings, out);
            out.flush();
            return;
        }
        StringWriter text = new StringWriter();
        chosen.write(findings, text);
        OutputFile.put(output, text.toString());
    }
}
