package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the listed endpoints, proves what relays, and writes the report. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true, // nobody reads fifteen lines of brackets, and each stands below
        description = "Asks your hosts to relay to a canary of yours, and reports which of them do.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing that --fail-on asks for",
            "1:exposure found",
            "2:wrong usage or input, or nothing left to scan",
            "3:the scan could not be completed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck scan targets.txt -o report.html",
            "  relaycheck scan 10.0.0.0/24 -p 80,3128,8080 -o report.json -o findings.jsonl",
            "  relaycheck scan www.example.com --own 192.0.2.0/24 \\",
            "      --canary 198.51.100.7:443,80,25,8001 --key-file key",
            "  relaycheck scan targets.txt --fail-on new --accepted accepted.toml",
            "  relaycheck scan targets.txt \\",
            "      --notify https://hooks.example.com/relaycheck --notify-key-file hook.key",
            "  relaycheck scan targets.txt --lang ja -o report.html",
            "  relaycheck scan www.example.com --config /etc/apache2 \\",
            "      --log /var/log/apache2/access.log",
            "  relaycheck scan 10.0.0.0/8 --dry-run"
        })
public final class ScanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions targets;

    @Mixin
    private CanaryOptions canary;

    @Mixin
    private PaceOptions pace;

    @Mixin
    private OutputOptions output;

    @Mixin
    private OwnFileOptions ownFiles;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "relaycheck.db",
            description = "Where verdicts are kept as they are reached (default: ./${DEFAULT-VALUE}).")
    private Path store = Path.of("");

    @Option(names = "--resume", description = "Go on with the last run of the store, where it was interrupted.")
    private boolean resume;

    @Option(names = "--contact", paramLabel = "TEXT", description = "Who to ask about this scan; sent in each request.")
    private Optional<String> contact = Optional.empty();

    @Option(
            names = "--vantage",
            paramLabel = "NAME",
            description = "What to call the place that you scan from. A name that begins with inside or outside says"
                    + " what it is where the scanner's own address does not.")
    private Optional<String> vantage = Optional.empty();

    @Option(names = "--dry-run", description = "Say what would be asked and how long it would take; send nothing.")
    private boolean dryRun;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more about what goes wrong inside.")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        // before anything that can take long, such as a name server's answer
        try (Interruption interruption = Interruption.hooked(spec.commandLine().getErr())) {
            return scan(interruption);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private int scan(Interruption interruption) throws IOException, InterruptedException {
        TargetOptions.Read read = targets.read();
        check(read);
        ScanPlan plan = ScanPlan.of(read, canary, pace, output, contact, vantage, store, resume, verbose);
        return dryRun
                ? DryRun.print(plan, spec.commandLine().getOut())
                : new ScanSession(
                                plan,
                                ownFiles.read(),
                                spec.commandLine().getOut(),
                                spec.commandLine().getErr(),
                                interruption)
                        .run();
    }

    /** Everything that is known to be wrong before anything is resolved or opened, told at once. */
    private void check(TargetOptions.Read read) {
        Mistakes mistakes = new Mistakes();
        mistakes.add(read.problems());
        mistakes.of(() -> {
            if (vantage.isPresent() && vantage.get().isBlank()) {
                throw new IllegalArgumentException("--vantage: name the place, such as office or \"outside vps\"");
            }
        });
        mistakes.of(() -> ScanPlan.userAgent("", contact));
        mistakes.of(pace::probes);
        mistakes.of(pace::connectPorts);
        mistakes.of(pace::source);
        mistakes.of(canary::check);
        mistakes.of(output.policy()::policy);
        mistakes.of(output.notices()::check);
        mistakes.of(output::outputs);
        mistakes.of(() -> OutputPlaces.check(output.files(), filesRead(read)));
        mistakes.of(ownFiles::read);
        mistakes.tell(spec);
    }

    private Iterable<Path> filesRead(TargetOptions.Read read) {
        return Iterables.concat(
                read.files(),
                ImmutableList.of(store),
                canary.keyFile(),
                output.filesRead(),
                ownFiles.read().paths());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
