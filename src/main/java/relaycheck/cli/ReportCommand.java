package relaycheck.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import com.google.common.io.Closer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.history.Run;
import relaycheck.history.Shards;
import relaycheck.report.OutputFile;
import relaycheck.report.Report;
import relaycheck.report.Summary;
import relaycheck.store.RunReader;
import relaycheck.store.Store;
import relaycheck.verdict.Finding;

/** Writes the report of a run again, or of one scan's shards together. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the report of any scan in a store again; several stores are the shards of one scan.",
        exitCodeOnInvalidInput = ExitStatus.USAGE,
        exitCodeOnExecutionException = ExitStatus.INCOMPLETE,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing at or above --fail-on",
            "1:exposure found",
            "2:wrong usage, or stores that do not fit together",
            "3:the scan was interrupted, or nothing could be written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck report -o report.html",
            "  relaycheck report weekly.db --run previous -o report.json",
            "  relaycheck report shard1.db shard2.db -o all.html"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::verdict)
            .thenComparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(Finding::endpoint);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STORE",
            defaultValue = "relaycheck.db",
            description = "The stores (default: ./${DEFAULT-VALUE}).")
    private List<Path> files = List.of();

    @Option(
            names = "--run",
            paramLabel = "ID",
            defaultValue = "last",
            description = "Which run: its id or number, last or previous (default: ${DEFAULT-VALUE}).")
    private String run = "";

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        try (Closer stores = Closer.create()) {
            ImmutableList<OutputFile> outputs = output.outputs();
            List<Run> runs = new ArrayList<>();
            List<RunReader> readers = new ArrayList<>();
            for (Path file : files) {
                Store store = Store.openExisting(file);
                stores.register(store::close);
                runs.add(RunChoice.of(store, run));
                readers.add(store.read(runs.get(runs.size() - 1)));
            }
            Report report = report(Shards.merge(ImmutableList.copyOf(runs)), ImmutableList.copyOf(readers));
            for (OutputFile each : outputs) {
                Outputs.write(each, report, spec.commandLine().getOut(), output);
            }
            return status(report);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int status(Report report) {
        if (!report.run().complete()) {
            spec.commandLine().getErr().println("relaycheck: the scan was interrupted; this is what it found so far");
            return ExitStatus.INCOMPLETE;
        }
        return report.summary().atLeast(output.failOn()) > 0 ? ExitStatus.EXPOSED : ExitStatus.OK;
    }

    private static Report report(Run run, ImmutableList<RunReader> readers) {
        ImmutableList<Iterable<Finding>> findings =
                readers.stream().map(RunReader::findings).collect(toImmutableList());
        return new Report(
                run,
                readers.stream()
                        .map(RunReader::summary)
                        .reduce(ReportCommand::sum)
                        .orElseThrow(),
                findings.size() == 1 ? findings.get(0) : Iterables.mergeSorted(findings, WORST_FIRST),
                Iterables.concat(readers.stream().map(RunReader::skipped).collect(toImmutableList())),
                Locale.ENGLISH);
    }

    private static Summary sum(Summary one, Summary other) {
        return new Summary(
                one.endpoints() + other.endpoints(),
                sum(one, other, Summary::verdicts),
                sum(one, other, Summary::severities),
                one.skipped() + other.skipped());
    }

    private static <K extends Comparable<K>> ImmutableMap<K, Long> sum(
            Summary one, Summary other, Function<Summary, ImmutableMap<K, Long>> counts) {
        Map<K, Long> sum = new java.util.TreeMap<>(counts.apply(one));
        counts.apply(other).forEach((key, count) -> sum.merge(key, count, Long::sum));
        return ImmutableMap.copyOf(sum);
    }
}
