package relaycheck.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;

/** Two endpoints share their host's two connections; each may keep one idle while it waits for another. */
class TwoPortsOfOneHostTest {
    @TempDir
    Path folder;

    @Test
    void keepAliveServersOnTwoPorts_doNotWaitForEachOtherForEver() throws Exception {
        WireMockServer one = page();
        WireMockServer other = page();
        try {
            StringWriter err = new StringWriter();
            int status = Main.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err),
                    "scan",
                    "127.0.0.1:" + one.port() + "," + other.port(),
                    "--rate",
                    "unlimited",
                    "--deadline",
                    "2s",
                    "--canary-listen",
                    "127.0.0.1",
                    "--store",
                    folder.resolve("s.db").toString(),
                    "-o",
                    folder.resolve("f.jsonl").toString(),
                    "--progress",
                    "never");
            assertThat(err.toString()).isEmpty();
            // what it is does not matter here, only that both come to an end
            assertThat(status).isIn(ExitStatus.OK, ExitStatus.EXPOSED);
            assertThat(Files.readAllLines(folder.resolve("f.jsonl"))).hasSize(2);
        } finally {
            one.stop();
            other.stop();
        }
    }

    /** Answers everything, CONNECT too, with a page, and keeps the connection. */
    private static WireMockServer page() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("not here")));
        return server;
    }
}
