package relaycheck.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.io.Closer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
import relaycheck.store.Store;
import relaycheck.text.Printable;

/** Writes the report of a run again, or of one scan's shards or vantage points together. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true, // nobody reads fifteen lines of brackets, and each stands below
        description =
                "Writes the report of any scan in a store again. Several stores are the shards of one scan, or scans"
                        + " of the same from several places (scan --vantage).",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing that --fail-on asks for",
            "1:exposure found",
            "2:wrong usage, or stores that do not fit together",
            "3:the scan was interrupted, a store could not be read, or nothing could be written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck report -o report.html",
            "  relaycheck report weekly.db --run previous -o report.json",
            "  relaycheck report --baseline last --fail-on new --accepted accepted.toml",
            "  relaycheck report --config 10.0.0.5=/backup/www1/etc/apache2 \\",
            "      --log 10.0.0.5=access.log -o report.html",
            "  relaycheck report \\",
            "      --notify https://hooks.example.com/relaycheck --notify-key-file hook.key",
            "  relaycheck report -q --letters letters --lang ja",
            "  relaycheck report shard1.db shard2.db -o all.html",
            "  relaycheck report inside.db outside.db -o both.html"
        })
public final class ReportCommand implements Callable<Integer> {
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

    @Option(
            names = "--letters",
            paramLabel = "DIR",
            description =
                    "Write there, for each label of the target list that has something to do, a letter of its own:"
                            + " DIR/LABEL.md and .html, in the language of --lang.")
    private Optional<String> letters = Optional.empty();

    @Mixin
    private OutputOptions output;

    @Mixin
    private OwnFileOptions ownFiles;

    @Override
    public Integer call() throws IOException {
        try (Closer closer = Closer.create()) {
            check();
            ImmutableList<OutputFile> outputs = output.outputs();
            Optional<LetterDirectory> directory = letters.map(LetterDirectory::of);
            Conclusion conclusion = new Conclusion(
                    output,
                    output.policy().policy(),
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
            ImmutableList.Builder<Store> stores = ImmutableList.builder();
            ImmutableList.Builder<OwnFiles.Part> parts = ImmutableList.builder();
            ImmutableList.Builder<Run> runs = ImmutableList.builder();
            for (Path file : files) {
                Store store = Store.openExisting(file);
                closer.register(store::close);
                stores.add(store);
                Run chosen = RunChoice.of(store, run);
                runs.add(chosen);
                parts.add(new OwnFiles.Part(store.read(chosen), store.resume(chosen)));
            }
            OwnFileOptions.Read own = ownFiles.read();
            Results results = Results.of(stores.build(), runs.build());
            Shards.apart(runs.build()).ifPresent(note -> complain("warning: " + note));
            conclusion.check(() -> results.stores().get(0));
            if (!own.isEmpty()) {
                new OwnFiles(own, results.run(), this::complain).explain(parts.build());
            }
            Report report = conclusion.write(results, outputs, each -> true);
            if (directory.isPresent()) {
                conclusion.letters(results, report, directory.get());
            }
            return status(report, conclusion.fails(report, results));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Everything that is known to be wrong before a store is opened, told at once. */
    private void check() {
        Mistakes mistakes = new Mistakes();
        mistakes.of(output::outputs);
        mistakes.of(output.policy()::policy);
        mistakes.of(output.notices()::check);
        mistakes.of(() -> letters.ifPresent(LetterDirectory::of));
        mistakes.of(ownFiles::read);
        mistakes.of(this::checkDistinct);
        mistakes.of(() -> OutputPlaces.check(
                output.files(),
                Iterables.concat(files, output.filesRead(), ownFiles.read().paths())));
        mistakes.tell(spec);
    }

    private void checkDistinct() {
        Set<Path> seen = new HashSet<>();
        for (Path file : files) {
            checkArgument(seen.add(file.toAbsolutePath().normalize()), "the store %s is named twice", file);
        }
    }

    private int status(Report report, boolean fails) {
        if (!report.run().complete()) {
            complain("the scan was interrupted; this is what it found so far");
            return ExitStatus.INCOMPLETE;
        }
        return fails ? ExitStatus.EXPOSED : ExitStatus.OK;
    }

    private void complain(String message) {
        spec.commandLine().getErr().println("relaycheck: " + Printable.line(message));
    }
}
