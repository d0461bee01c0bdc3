package relaycheck.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;
import relaycheck.report.FindingText;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** A relay that dials for a CONNECT and passes nothing on: no proof, but worth a word. */
@Timeout(60)
class ScanHintTest {
    private static final String HINT =
            "127.0.0.1 reached the canary without our nonce: a hint that it relays, no proof; ask again with --probes all";

    @TempDir
    private Path folder;

    @Test
    void aRelayThatDialsAndPassesNothingOn_isAHintAndNotOpen() throws Exception {
        assertThat(scan(true)).contains(HINT);
    }

    @Test
    void aServerThatDialsNobody_isNone() throws Exception {
        assertThat(scan(false)).doesNotContain("without our nonce");
    }

    private String scan(boolean dials) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path lines = folder.resolve("f.jsonl");
        try (ServerSocket server = new ServerSocket(0, 50, ScanOnLoopback.LOOPBACK)) {
            daemon(() -> accept(server, dials));
            Main.run(
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    "scan",
                    "127.0.0.1:" + server.getLocalPort(),
                    "--deadline",
                    "2s",
                    "--canary-listen",
                    "127.0.0.1",
                    "--store",
                    folder.resolve("s.db").toString(),
                    "--progress",
                    "never",
                    "-o",
                    lines.toString(),
                    "-o",
                    "-");
        }
        Finding finding = FindingText.read(Files.readAllLines(lines).get(0));
        assertThat(finding.verdict()).as(err.toString()).isEqualTo(Verdict.NOT_A_RELAY);
        return out.toString().replaceAll("\\s+", " ");
    }

    private static void accept(ServerSocket server, boolean dials) {
        try {
            while (true) {
                Socket client = server.accept();
                daemon(() -> serve(client, dials));
            }
        } catch (IOException e) {
            // closed: the end
        }
    }

    private static void serve(Socket client, boolean dials) {
        try (client;
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
            String request = String.valueOf(in.readLine());
            String line = request;
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            if (!request.startsWith("CONNECT ")) {
                client.getOutputStream()
                        .write("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(ISO_8859_1));
            } else if (dials) {
                dial(request.split("[ :]")[1], Integer.parseInt(request.split("[ :]")[2]));
            }
        } catch (IOException e) {
            // the scan has hung up
        }
    }

    /** Waits for the canary's close: by then it has counted us. */
    private static void dial(String host, int port) throws IOException {
        try (Socket origin = new Socket(InetAddress.getByName(host), port)) {
            origin.shutdownOutput();
            origin.getInputStream().readAllBytes();
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "dials-only");
        thread.setDaemon(true);
        thread.start();
    }
}
