package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;
import relaycheck.peer.PeerStep;
import relaycheck.peer.PeerStep.Echo;
import relaycheck.peer.PeerStep.Expect;
import relaycheck.peer.PeerStep.Repeat;
import relaycheck.peer.PeerStep.Reset;
import relaycheck.peer.PeerStep.Say;
import relaycheck.peer.PeerStep.Stall;
import relaycheck.peer.RawPeer;
import relaycheck.report.FindingText;
import relaycheck.verdict.Finding;

/** Whatever a peer does, it gets its verdict, and holds up nobody else. */
class ScanOfRudePeersTest {
    private static final Expect EXPECT = new Expect();
    private static final ImmutableMap<String, PeerStep[]> PEERS = ImmutableMap.<String, PeerStep[]>builder()
            .put("NOT_A_RELAY speaks first", steps(new Say("SSH-2.0-OpenSSH_9.2\r\n"), EXPECT))
            .put("NOT_A_RELAY page without a head", steps(EXPECT, new Say("<html>It works</html>")))
            .put(
                    "NOT_A_RELAY echoes the nonce",
                    steps(EXPECT, new Say("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"), new Echo()))
            .put("INCONCLUSIVE status of 000", steps(EXPECT, new Say("HTTP/1.1 000 None\r\n\r\n")))
            .put("NOT_A_RELAY refuses", steps(EXPECT, new Say("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")))
            .put(
                    "NOT_A_RELAY negative length",
                    steps(EXPECT, new Say("HTTP/1.1 404 No\r\nContent-Length: -5\r\n\r\nx")))
            .put(
                    "NOT_A_RELAY broken chunks",
                    steps(EXPECT, new Say("HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")))
            .put("INCONCLUSIVE closes at once", steps())
            .put("INCONCLUSIVE resets at once", steps(new Reset()))
            .put("INCONCLUSIVE closes", steps(EXPECT))
            .put("INCONCLUSIVE resets", steps(EXPECT, new Reset()))
            .put("INCONCLUSIVE is silent", steps(EXPECT, new Stall()))
            .put(
                    "INCONCLUSIVE line of a megabyte",
                    steps(EXPECT, new Say("HTTP/1.1 200 "), new Repeat("A".repeat(1024), 1024)))
            .put(
                    "INCONCLUSIVE endless head",
                    steps(EXPECT, new Say("HTTP/1.1 200 OK\r\n"), new Repeat("X-Pad: aaaaaaaaaa\r\n", 100_000)))
            .put("INCONCLUSIVE head cut off", steps(EXPECT, new Say("HTTP/1.1 200 OK\r\nServer: x")))
            .put(
                    "SUSPECT tunnel that echoes",
                    steps(EXPECT, new Say("HTTP/1.0 200 Connection established\r\n\r\n"), EXPECT, new Echo()))
            .put(
                    "LOGIN_NEEDED wants a login",
                    steps(EXPECT, new Say("HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n")))
            .buildOrThrow();

    @TempDir
    Path folder;

    @Test
    void everyPeer_getsItsVerdict() throws Exception {
        Map<Integer, String> expected = new LinkedHashMap<>();
        List<RawPeer> peers = new ArrayList<>();
        try {
            PEERS.forEach((name, script) -> {
                RawPeer peer = RawPeer.of(script);
                peers.add(peer);
                expected.put(peer.port(), name);
            });
            StringWriter err = new StringWriter();
            int status = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments(expected));
            assertThat(err.toString()).isEmpty();
            assertThat(status).isEqualTo(ExitStatus.EXPOSED);
            List<String> lines = Files.readAllLines(folder.resolve("f.jsonl"));
            assertThat(lines).hasSize(PEERS.size()).allSatisfy(line -> {
                Finding finding = FindingText.read(line);
                assertThat(expected.get(finding.endpoint().port()))
                        .as("%s", finding.because())
                        .startsWith(finding.verdict().name() + " ");
            });
        } finally {
            for (RawPeer peer : peers) {
                peer.close();
            }
        }
    }

    private String[] arguments(Map<Integer, String> ports) {
        List<String> arguments = new ArrayList<>(List.of("scan"));
        ports.keySet().forEach(port -> arguments.add("127.0.0.1:" + port));
        arguments.addAll(List.of("--rate", "unlimited", "--per-host", "64", "--deadline", "4s", "--progress", "never"));
        arguments.addAll(List.of(
                "--canary-listen",
                "127.0.0.1",
                "--store",
                folder.resolve("s.db").toString()));
        arguments.addAll(List.of("-o", folder.resolve("f.jsonl").toString()));
        return arguments.toArray(new String[0]);
    }

    private static PeerStep[] steps(PeerStep... steps) {
        return steps;
    }
}
