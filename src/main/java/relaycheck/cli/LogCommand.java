package relaycheck.cli;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.impact.Impact;
import relaycheck.impact.ImpactFormat;
import relaycheck.impact.ImpactFormats;
import relaycheck.impact.Insiders;
import relaycheck.impact.LogFormats;
import relaycheck.impact.Tally;
import relaycheck.text.Printable;
import relaycheck.verdict.Severity;

/** Reads access logs and says whether this host was used as a relay. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Was it abused? Finds relay attempts and relay uses in access logs.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing at or above --fail-on",
            "1:the host was used as a relay",
            "2:wrong usage",
            "3:a file could not be read, and nothing was found in the rest"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck log /var/log/apache2/access.log*",
            "  relaycheck log access.log --inside 198.51.100.0/24 -o abuse.html"
        })
public final class LogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Access logs, plain, gzip or zstd; - is standard input.")
    private List<String> files;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "What the lines look like, where it is not to be detected: clf, squid, haproxy, tinyproxy, 3proxy,"
                            + " dante, privoxy, envoy, json, or what stands in Apache's LogFormat or nginx's log_format.")
    private String format = "";

    @Option(
            names = "--inside",
            paramLabel = "PREFIX",
            split = ",",
            description = "Your own addresses, besides private ones; whoever else asks is from outside.")
    private List<String> inside = new ArrayList<>();

    @Option(
            names = "--own-name",
            paramLabel = "NAME",
            split = ",",
            description = "A name of this host: a URL with it in a request is not relaying.")
    private List<String> ownNames = new ArrayList<>();

    @Option(
            names = "--canary",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Where a canary of yours listened: what was asked for it is a scan of yours, and no abuse.")
    private List<String> canaries = new ArrayList<>();

    @Option(
            names = "--zone",
            defaultValue = "UTC",
            paramLabel = "ZONE",
            description =
                    "The time zone of logs that name none (HAProxy, tinyproxy, Privoxy; default: ${DEFAULT-VALUE}).")
    private String zone;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the report goes; its ending picks the format (.txt, .json, .html, .csv), - is the"
                    + " terminal. Repeatable.")
    private List<String> outputs = new ArrayList<>();

    @Option(
            names = "--fail-on",
            defaultValue = "medium",
            paramLabel = "SEVERITY",
            description = "The least severity that makes the exit status 1: critical, high, medium, low, info, or"
                    + " none for never (default: ${DEFAULT-VALUE}).")
    private Severity failOn;

    @Override
    public Integer call() throws IOException {
        Insiders insiders = Checked.option(spec, "--inside", () -> Insiders.of(inside));
        Tally tally =
                Checked.option(spec, "--canary", () -> new Tally(insiders, ownNames, ImmutableSet.copyOf(canaries)));
        ZoneId logZone = Checked.option(spec, "--zone", () -> ZoneId.of(zone));
        LogFormats formats =
                format.isEmpty() ? LogFormats.detect() : Checked.option(spec, "--format", () -> LogFormats.of(format));
        List<LogOutput> reports = outputs.isEmpty()
                ? List.of(output("-"))
                : outputs.stream().map(this::output).toList();
        Checked.places(spec, outputs, files);
        boolean complete = true;
        try (LogScan scan = new LogScan(tally, formats, logZone, this::complain)) {
            for (String file : files) {
                complete &= read(file, scan, tally);
            }
            if (scan.metTimeWithoutZone()
                    && !spec.commandLine().getParseResult().hasMatchedOption("--zone")) {
                tally.note(
                        "the times of these logs name no zone: they are taken for UTC; --zone ZONE says what they are");
            }
        }
        if (!complete && tally.isEmpty()) {
            complain("nothing was read");
            return ExitStatus.INCOMPLETE;
        }
        Impact impact = tally.finish();
        for (LogOutput report : reports) {
            report.write(impact);
        }
        return impact.has(failOn) ? ExitStatus.EXPOSED : complete ? ExitStatus.OK : ExitStatus.INCOMPLETE;
    }

    private LogOutput output(String name) {
        ImpactFormat format = name.equals("-")
                ? ImpactFormats.text()
                : ImpactFormats.ofFile(name)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                name + ": the ending says no format that is known: " + ImpactFormats.endings()));
        return new LogOutput(name, format, spec.commandLine().getOut());
    }

    private void complain(String text) {
        spec.commandLine().getErr().println("relaycheck: " + Printable.line(text));
    }

    /** What cannot be read is said, and the rest is read all the same. */
    private boolean read(String file, LogScan scan, Tally tally) {
        try (LogSource source = LogSource.open(file)) {
            scan.read(source);
            return true;
        } catch (IOException problem) {
            String text = file + ": " + LogSource.reason(problem);
            complain(text);
            tally.note("not all that was given could be read: " + text);
            return false;
        }
    }
}
