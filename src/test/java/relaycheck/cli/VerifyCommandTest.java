package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.proof.ProofKey;
import relaycheck.report.SampleReports;
import relaycheck.store.Store;
import relaycheck.verdict.Verdict;

class VerifyCommandTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path store;

    @BeforeEach
    void place() {
        store = dir.resolve("s.db");
        write(store, 1, "1/1", at("10.0.0.1", Verdict.NOT_A_RELAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1,2]", "5", "", "{\"schema\":\"relaycheck-report/1\"}", "null", "nothing"})
    void whatIsNoReport_isStatusTwo(String text) throws IOException {
        assertThat(verify("r.json", text)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).containsAnyOf("is not a report of relaycheck", "is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1,2]", "5", "{\"address\":\"10.0.0.1\",\"probes\":[]}"})
    void lineThatIsNoEndpoint_isStatusTwo(String line) throws IOException {
        assertThat(verify("r.jsonl", "\n" + line + "\n")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("r.jsonl:2: holds what is no endpoint");
    }

    @Test
    void openEndpointWithoutProof_doesNotPass() throws IOException {
        String line = "{\"address\":\"10.0.0.1\",\"port\":80,\"verdict\":\"OPEN\",\"probes\":[{\"id\":\"get-80\"}]}";
        assertThat(verify("r.jsonl", line)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString()).contains("0 proofs hold, 0 do not; open without a proof: 1");
        assertThat(console.err.toString()).contains("10.0.0.1 port 80: is said to be open, and no proof");
        assertThat(verify("s.jsonl", line.replace("OPEN", "NOT_A_RELAY"))).isEqualTo(ExitStatus.OK);
    }

    @Test
    void fileThatIsMissingOrAFolder_isSaid() throws IOException {
        assertThat(console.run("verify", dir.resolve("none.json"), "--store", store))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("none.json: there is no such file");
        assertThat(console.run("verify", dir, "--store", store)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("is a folder");
        Path report = Files.writeString(dir.resolve("r.jsonl"), "");
        assertThat(console.run("verify", report, "--key-file", dir.resolve("no.key")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("no.key: there is no such file");
    }

    /** Each part was proved by its own key. */
    @Test
    void reportThatJoinsTwoStores_isCheckedByTheKeysOfBoth() throws IOException {
        Path other = dir.resolve("t.db");
        ProofKey key = ProofKey.of(Arrays.copyOf(new byte[] {9}, ProofKey.BYTES));
        try (Store open = Store.open(other)) {
            open.begin(SampleReports.run(), key);
        }
        String endpoints = endpoint(StoredRuns.KEY) + "," + endpoint(key);
        Path report = Files.writeString(
                dir.resolve("r.json"),
                "{\"schema\":\"relaycheck-report/1\",\"scan\":{\"id\":\"run-1+"
                        + SampleReports.run().id() + "\"},\"endpoints\":[" + endpoints + "]}",
                UTF_8);
        assertThat(console.run("verify", report, "--store", other, "--store", store))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("2 proofs hold, 0 do not");
        assertThat(console.run("verify", report, "--store", store)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("the report is of 2 runs (run-1, 20261124T100000Z-8c41): give");
        assertThat(console.run("verify", report, "--store", store, "--run", "last"))
                .isEqualTo(ExitStatus.EXPOSED);
        Path lines = Files.writeString(dir.resolve("r.jsonl"), endpoints.replace("]},", "]}\n"), UTF_8);
        assertThat(console.run("verify", lines, "--store", other, "--store", store))
                .isEqualTo(ExitStatus.OK);
    }

    private static String endpoint(ProofKey key) {
        return "{\"address\":\"10.0.0.1\",\"port\":80,\"verdict\":\"OPEN\",\"probes\":[{\"id\":\"get-80\",\"nonce\":\""
                + key.nonce(7).hex() + "\",\"proof\":{\"port\":80,\"hmac\":\""
                + key.proof(key.nonce(7), 80).hmac() + "\"}}]}";
    }

    private int verify(String name, String text) throws IOException {
        return console.run("verify", Files.writeString(dir.resolve(name), text, UTF_8), "--store", store);
    }
}
