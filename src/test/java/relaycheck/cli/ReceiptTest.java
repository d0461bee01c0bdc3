package relaycheck.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The politeness receipt is what the peer counts. */
@Timeout(60)
class ReceiptTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void receipt_isWhatThePeerCounted(boolean keepAlive) throws Exception {
        Path json = folder.resolve("report.json");
        try (CountingPeer peer = new CountingPeer(keepAlive);
                ScanOnLoopback scan = new ScanOnLoopback(folder)) {
            ScanOnLoopback.Result result =
                    scan.scan("127.0.0.1:" + peer.port(), "--per-host", "1", "-o", json.toString());
            assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.OK);
            peer.finish();
            JsonNode receipt = JsonMapper.builder()
                    .build()
                    .readTree(Files.readString(json, UTF_8))
                    .at("/scan/receipt");
            assertThat(receipt.path("connections").longValue())
                    .isEqualTo(receipt.path("dials").longValue())
                    .isEqualTo(peer.connections.get())
                    .isPositive();
            assertThat(receipt.path("requests").longValue()).isEqualTo(peer.requests.get());
            assertThat(receipt.path("bytesSent").longValue()).isEqualTo(peer.heard.get());
            assertThat(receipt.path("bytesReceived").longValue()).isEqualTo(peer.said.get());
            assertThat(receipt.path("peakPerHost").longValue()).isEqualTo(1);
            if (!keepAlive) {
                // a peer that ends its connections itself knows before the scanner does when one is over
                assertThat(peer.peak.get()).isEqualTo(1);
            }
        }
    }

    /** What was dialled before, to see whether a relay is known by this machine, is none of the target's. */
    @Test
    void thePeaks_areThoseOfTheTargets() throws Exception {
        Path json = folder.resolve("report.json");
        try (Socket bound = new Socket();
                ScanOnLoopback scan = new ScanOnLoopback(folder)) {
            bound.bind(new InetSocketAddress(ScanOnLoopback.LOOPBACK, 0));
            scan.scan("127.0.0.1:" + bound.getLocalPort(), "-o", json.toString());
        }
        JsonNode receipt =
                JsonMapper.shared().readTree(Files.readString(json, UTF_8)).at("/scan/receipt");
        assertThat(receipt.path("dials").longValue()).isEqualTo(1);
        assertThat(receipt.path("peakRate").longValue()).isEqualTo(1);
        assertThat(receipt.path("peakPerHost").longValue()).isEqualTo(1);
    }

    /** A web server that counts everything that the receipt tells. */
    private static final class CountingPeer implements AutoCloseable {
        private static final String PAGE = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n";

        final AtomicLong connections = new AtomicLong();
        final AtomicLong requests = new AtomicLong();
        final AtomicLong heard = new AtomicLong();
        final AtomicLong said = new AtomicLong();
        final AtomicLong peak = new AtomicLong();
        private final AtomicLong now = new AtomicLong();
        private final boolean keepAlive;
        private final ServerSocket server = new ServerSocket(0, 50, ScanOnLoopback.LOOPBACK);
        private final ExecutorService threads = Executors.newCachedThreadPool();

        CountingPeer(boolean keepAlive) throws IOException {
            this.keepAlive = keepAlive;
            threads.execute(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        /** Until the last connection has been heard to its end. */
        void finish() throws Exception {
            server.close();
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = server.accept();
                    connections.incrementAndGet();
                    peak.accumulateAndGet(now.incrementAndGet(), Math::max);
                    threads.execute(() -> serve(client));
                }
            } catch (IOException e) {
                // closed: the end
            }
        }

        private void serve(Socket client) {
            try (client) {
                StringBuilder request = new StringBuilder();
                for (int next = client.getInputStream().read();
                        next >= 0;
                        next = client.getInputStream().read()) {
                    heard.incrementAndGet();
                    request.append((char) next);
                    if (isWhole(request)) {
                        requests.incrementAndGet();
                        if (!keepAlive) {
                            // with its answer, the scanner may dial again before this thread comes to the end
                            now.decrementAndGet();
                            answer(client.getOutputStream(), request);
                            return;
                        }
                        answer(client.getOutputStream(), request);
                        request.setLength(0);
                    }
                }
            } catch (IOException e) {
                // reset by the scanner, which has heard enough
            } finally {
                now.addAndGet(keepAlive ? -1 : 0);
            }
        }

        /** A head, and the body that a POST announces; what is no HTTP is never whole, and ends by the scanner. */
        private static boolean isWhole(StringBuilder request) {
            int head = request.indexOf("\r\n\r\n");
            String length = request.toString().replaceAll("(?s).*\r\nContent-Length: (\\d+)\r\n.*|.+", "$1");
            return head >= 0 && request.length() == head + 4 + (length.isEmpty() ? 0 : Integer.parseInt(length));
        }

        private void answer(OutputStream out, StringBuilder request) throws IOException {
            byte[] page = (PAGE + (keepAlive ? "" : "Connection: close\r\n") + "\r\n"
                            + (request.indexOf("HEAD ") == 0 ? "" : "no"))
                    .getBytes(ISO_8859_1);
            out.write(page);
            said.addAndGet(page.length);
        }

        @Override
        public void close() throws IOException {
            server.close();
            threads.shutdownNow();
        }
    }
}
