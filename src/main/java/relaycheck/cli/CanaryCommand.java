package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import relaycheck.canary.ArrivalLog;
import relaycheck.canary.ArrivalWriter;
import relaycheck.canary.Canary;
import relaycheck.canary.CanaryPort;
import relaycheck.canary.CanarySettings;
import relaycheck.canary.KeyFile;
import relaycheck.canary.ListenSpec;
import relaycheck.proof.Arrival;
import relaycheck.proof.ProofKey;
import relaycheck.text.Reason;

/** Runs a canary alone, on a host that the targets can reach; or tests from here whether one answers. */
@Command(
        name = "canary",
        mixinStandardHelpOptions = true,
        description = "Runs the destination that relays are asked for, or checks one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  relaycheck canary --listen 8471,443,80,25 --key-file key",
            "  relaycheck canary --check canary.example.net:8471,443,80,25 --key-file key"
        })
public final class CanaryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Task task = new Task();

    @Option(
            names = "--key-file",
            required = true,
            paramLabel = "FILE",
            description = "The key that canary and scanner share; --listen makes it where it is missing.")
    private Path keyFile = Path.of("");

    @Option(names = "--log", paramLabel = "FILE", description = "Writes arrivals there as well; rotates at 10 MiB.")
    private @Nullable Path log;

    /** One of the two. */
    static final class Task {
        @Option(
                names = "--listen",
                paramLabel = "SPEC[,SPEC...]",
                description =
                        "Where to listen: ADDRESS, PORT or ADDRESS:PORT. A port alone is bound on every address of"
                                + " this machine; an address alone takes 8471, 443, 80 and 25.")
        private String listen = "";

        @Option(
                names = "--check",
                paramLabel = "HOST:PORT[,PORT...]",
                description = "Asks a canary from here, and says for each port whether it answers with this key.")
        private @Nullable String check;
    }

    @Override
    public Integer call() throws IOException {
        return task.check == null ? listen(places(task.listen)) : check(task.check);
    }

    private int check(String place) {
        ProofKey key = key(() -> KeyFile.read(keyFile));
        try {
            return CanaryPortChecks.run(place, key, spec.commandLine().getOut());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private int listen(ImmutableList<ListenSpec> places) throws IOException {
        byte[] secret = new byte[ProofKey.BYTES];
        new SecureRandom().nextBytes(secret);
        ProofKey key = key(() -> KeyFile.readOrMake(keyFile, ProofKey.of(secret)));
        PrintWriter out = spec.commandLine().getOut();
        if (log == null) {
            return run(places, key, arrival -> out.println(ArrivalLog.line(arrival)));
        }
        try (ArrivalLog file = ArrivalLog.open(log)) {
            return run(places, key, arrival -> {
                out.println(ArrivalLog.line(arrival));
                file.write(arrival);
            });
        }
    }

    private int run(ImmutableList<ListenSpec> places, ProofKey key, Consumer<Arrival> tell) {
        CanarySettings settings = CanarySettings.of(key, Clock.systemUTC()).listeningOn(places);
        try (CanaryStop stop = CanaryStop.hooked();
                ArrivalWriter writer = ArrivalWriter.to(tell, this::tellLost);
                Canary canary = Canary.open(settings.loggingTo(writer))) {
            return runUntil(stop, canary, writer);
        }
    }

    private int runUntil(CanaryStop stop, Canary canary, ArrivalWriter writer) {
        long listening = canary.ports().stream().filter(CanaryPort::listens).count();
        canary.ports().forEach(this::tell);
        if (listening == 0) {
            spec.commandLine().getErr().println("relaycheck: the canary listens nowhere");
            return ExitStatus.INCOMPLETE;
        }
        stop.await();
        canary.warnings().forEach(warning -> spec.commandLine().getErr().println("relaycheck: " + warning));
        canary.close();
        writer.close(); // all that arrived stands before the summary
        spec.commandLine()
                .getOut()
                .println("canary: ends; arrivals: " + canary.arrivals().count() + ", ports: " + listening);
        return ExitStatus.OK;
    }

    private void tellLost(long count) {
        spec.commandLine()
                .getErr()
                .println("relaycheck: " + count + " arrivals were not written: whoever reads them is too slow");
    }

    private void tell(CanaryPort port) {
        if (port.listens()) {
            spec.commandLine().getOut().println("canary: listening on " + port);
        } else {
            spec.commandLine().getErr().println("relaycheck: " + port);
        }
    }

    private ImmutableList<ListenSpec> places(String list) {
        try {
            return ListenSpec.parse(list);
        } catch (IllegalArgumentException e) {
            throw wrong("--listen: " + e.getMessage());
        }
    }

    private interface KeySource {
        ProofKey key() throws IOException;
    }

    private ProofKey key(KeySource source) {
        try {
            return source.key();
        } catch (IOException e) {
            throw wrong("--key-file " + keyFile + ": " + Reason.of(e));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String what) {
        return new ParameterException(spec.commandLine(), String.valueOf(what));
    }
}
