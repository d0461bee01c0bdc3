package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import relaycheck.demo.DemoHost;
import relaycheck.demo.DemoNetwork;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.text.Printable;
import relaycheck.verdict.Finding;

/** Scans eight small hosts of its own, so that a new user sees what open and closed ones look like without any other host. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts eight small hosts on loopback, scans them, and shows what a report looks like.",
        footerHeading = "%nExample:%n",
        footer = "  relaycheck demo -o demo.html")
public final class DemoCommand implements Callable<Integer> {
    /** Loopback answers at once; only the silent tunnel uses it up. */
    private static final String DEADLINE = "3s";

    private static final int SMTP = 25;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a report there as well; its ending picks the format. Repeatable.")
    private List<String> outputs = List.of();

    @Override
    public Integer call() throws IOException {
        check();
        Path folder = Files.createTempDirectory("relaycheck-demo");
        try (DemoNetwork network = DemoNetwork.start(to -> to.getAddress().isLoopbackAddress(), mayBind(SMTP))) {
            Path targets = folder.resolve("demo.targets");
            Files.write(
                    targets,
                    network.hosts().stream()
                            .map(host -> endpoint(host) + "  " + host.name())
                            .toList(),
                    UTF_8);
            Path store = folder.resolve("demo.db");
            int status = scan(targets, store);
            if (status != ExitStatus.OK && status != ExitStatus.EXPOSED) {
                return status;
            }
            return compare(network, store);
        } finally {
            remove(folder);
        }
    }

    /** What the scan would say of its own options, and how to get help with them, is said of this command's. */
    private void check() {
        Mistakes mistakes = new Mistakes();
        for (String output : outputs) {
            mistakes.of(() -> OutputOptions.output(output, Optional.empty()));
        }
        mistakes.of(() -> OutputPlaces.check(outputs, ImmutableList.of()));
        mistakes.tell(spec);
    }

    private int scan(Path targets, Path store) {
        List<String> arguments = new ArrayList<>(List.of(
                "scan",
                targets.toString(),
                "--store",
                store.toString(),
                "--rate",
                "unlimited",
                "--deadline",
                DEADLINE));
        arguments.addAll(List.of("--canary-listen", "127.0.0.1", "--progress", "never"));
        outputs.forEach(output -> arguments.addAll(List.of("-o", output)));
        return spec.root().commandLine().execute(arguments.toArray(new String[0]));
    }

    /** What each host must get stands beside it in its own words, so the demo tells itself whether it is right. */
    private int compare(DemoNetwork network, Path file) {
        ImmutableMap<Endpoint, DemoHost> hosts = Maps.uniqueIndex(network.hosts(), DemoCommand::endpoint);
        List<String> wrong = new ArrayList<>();
        try (Store store = Store.openExisting(file)) {
            for (Finding finding : store.read(store.lastRun().orElseThrow()).findings()) {
                DemoHost host = hosts.get(finding.endpoint());
                if (host == null || !host.expected().equals(finding.verdict().name())) {
                    wrong.add(finding.endpoint() + " is " + finding.verdict() + ", but it is: " + host);
                }
            }
        }
        spec.commandLine()
                .getOut()
                .println(
                        wrong.isEmpty()
                                ? "demo: all " + network.hosts().size() + " hosts got the verdict that they deserve"
                                : "demo: " + Printable.line(wrong.stream().collect(Collectors.joining("; "))));
        return wrong.isEmpty() ? ExitStatus.OK : ExitStatus.INCOMPLETE;
    }

    private static Endpoint endpoint(DemoHost host) {
        return new Endpoint(host.address().getAddress(), host.address().getPort());
    }

    private static boolean mayBind(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
