package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.canary.KeyFile;
import relaycheck.proof.ProofKey;

/** A scan that ends before its first question leaves no store where there was none. */
@Timeout(60)
class ScanStoreTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            127.0.0.1:9      | --baseline=999     | 2 | there is no store
            nowhere.invalid  | -                  | 3 | nothing is left to scan
            192.0.2.1        | -                  | 2 | nothing is left to scan
            127.0.0.1:9      | --connect-ports=1  | 2 | the canary has none of 1
            127.0.0.1:9      | --canary-address=127.0.0.99 | 2 | --canary-address 127.0.0.99: the canary does not listen there
            """)
    void whatFailsBeforeTheFirstQuestion_leavesNoStore(String target, String option, int status, String message)
            throws IOException {
        Path store = dir.resolve("s.db");
        List<Object> words = new ArrayList<>(List.of("scan", target, "--canary-listen", "127.0.0.1"));
        words.addAll(List.of("--store", store, "--progress", "never"));
        if (option != null) {
            words.add(option);
        }
        assertThat(console.run(words.toArray())).isEqualTo(status);
        assertThat(console.err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aCanaryThatDoesNotAnswer_leavesNoStore() throws IOException {
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(ScanOnLoopback.LOOPBACK, 0));
            Path store = dir.resolve("s.db");
            Path key = dir.resolve("key");
            KeyFile.readOrMake(key, ProofKey.of(new byte[ProofKey.BYTES]));
            List<Object> words = new ArrayList<>(List.of("scan", "127.0.0.1:9", "--key-file", key, "--store", store));
            words.addAll(List.of("--canary", "127.0.0.1:" + nobody.getLocalPort()));
            assertThat(console.run(words.toArray())).isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(console.err.toString()).contains("no port of the canary answered", "--canary-unchecked");
            assertThat(store).doesNotExist();
        }
    }
}
