package relaycheck.cli;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import relaycheck.Main;
import relaycheck.canary.Canary;
import relaycheck.canary.CanarySettings;
import relaycheck.canary.KeyFile;
import relaycheck.canary.ListenSpec;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingText;
import relaycheck.verdict.Finding;

/** Scans by the command line, with a canary on a port that the system chose. */
final class ScanOnLoopback implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");

    /** What a scan left behind. */
    record Result(int status, String out, String err, ImmutableMap<Integer, Finding> findings) {
        Finding at(int port) {
            Finding finding = findings.get(port);
            if (finding == null) {
                throw new AssertionError("nothing was found out about port " + port + "\n" + err);
            }
            return finding;
        }
    }

    private final Path folder;
    private final Path key;
    private final Canary canary;
    private final int port;

    ScanOnLoopback(Path folder) throws IOException {
        this.folder = folder;
        this.key = folder.resolve("key");
        ProofKey secret = KeyFile.readOrMake(key, ProofKey.of(new byte[ProofKey.BYTES]));
        this.canary = Canary.open(CanarySettings.of(secret, Clock.systemUTC()));
        this.port = canary.bind(ListenSpec.of(LOOPBACK, 0)).get(0).port();
    }

    /** The canary's port. */
    int canaryPort() {
        return port;
    }

    Path store() {
        return folder.resolve("s.db");
    }

    /** Runs {@code scan} with these arguments besides what every test needs. */
    Result scan(String... more) throws IOException {
        Path lines = folder.resolve("findings.jsonl");
        Files.deleteIfExists(lines);
        List<String> arguments = new ArrayList<>(List.of("scan"));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(List.of("--canary", "127.0.0.1:" + port, "--key-file", key.toString()));
        arguments.addAll(List.of("--store", store().toString(), "--progress", "never", "--color", "never"));
        arguments.addAll(List.of("-o", lines.toString(), "-o", "-"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(new String[0]));
        return new Result(
                status,
                out.toString(),
                err.toString(),
                Files.exists(lines)
                        ? Files.readAllLines(lines, UTF_8).stream()
                                .map(FindingText::read)
                                .collect(toImmutableMap(
                                        finding -> finding.endpoint().port(), finding -> finding))
                        : ImmutableMap.of());
    }

    @Override
    public void close() {
        canary.close();
    }
}
