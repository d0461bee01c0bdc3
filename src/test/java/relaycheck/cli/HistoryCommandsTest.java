package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.KEY;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.twoWeeks;
import static relaycheck.cli.StoredRuns.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.report.SampleReports;
import relaycheck.store.Store;
import relaycheck.verdict.Verdict;

class HistoryCommandsTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path store;

    @BeforeEach
    void place() {
        store = dir.resolve("s.db");
    }

    @Test
    void history_listsRunsTheNewestFirst() {
        twoWeeks(store);
        assertThat(console.run("history", store)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString().lines()).hasSize(2);
        assertThat(console.out.toString())
                .containsSubsequence("2  run-2", "5 endpoints, 3 open", "1  run-1", "4 open, 1 suspect");
    }

    @Test
    void oneEndpointsLife_tellsSinceWhenItIsOpen() {
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN));
        write(store, 2, "1/1", at("10.0.0.1", Verdict.NOT_A_RELAY));
        write(store, 3, "1/1", at("10.0.0.1", Verdict.OPEN));
        assertThat(console.run("history", store, "--endpoint", "10.0.0.1:80")).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("exposed since", "flapping: exposed in 2 of 3");
        assertThat(console.run("history", store, "--endpoint", "10.0.0.9:80")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.run("history", store, "--endpoint", "10.0.0.9")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void prune_keepsTheNewest() {
        twoWeeks(store);
        assertThat(console.run("history", "prune", "--store", store, "--keep", "1"))
                .isEqualTo(ExitStatus.OK);
        console.run("history", store);
        assertThat(console.out.toString()).contains("run-2").doesNotContain("run-1");
        assertThat(console.run("history", "prune", "--store", store)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.run("history", "prune", "--store", store, "--older-than", "90"))
                .isEqualTo(ExitStatus.USAGE);
    }

    /** Or a scan that was killed at once would leave nothing to compare the next one with. */
    @Test
    void prune_keepsTheNewestThatIsComplete() {
        twoWeeks(store);
        try (Store open = Store.open(store)) {
            open.begin(SampleReports.killed(SampleReports.run()), KEY);
        }
        assertThat(console.run("history", "prune", "--store", store, "--keep", "1"))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).isEqualToIgnoringNewLines("removed 1 of 3 runs");
        console.run("history", store);
        assertThat(console.out.toString())
                .contains(SampleReports.run().id(), "run-2")
                .doesNotContain("run-1");
    }

    @Test
    void missingStore_isSaidAndNotMade() {
        assertThat(console.run("history", store)).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(console.err.toString()).contains("there is no store").doesNotContain("\tat ");
        assertThat(store).doesNotExist();
    }

    @Test
    void report_writesAnyRunInAnyFormat() throws IOException {
        twoWeeks(store);
        Path json = dir.resolve("r.json");
        assertThat(console.run("report", store, "--run", "previous", "-q", "-o", json))
                .isEqualTo(ExitStatus.EXPOSED);
        assertThat(Files.readString(json, UTF_8)).contains("\"id\":\"run-1\"", "10.0.0.3");
    }

    @Test
    void shards_areOneReport() throws IOException {
        Path other = dir.resolve("t.db");
        write(store, 1, "1/2", at("10.0.0.1", Verdict.NOT_A_RELAY), at("10.0.0.2", Verdict.SUSPECT));
        write(other, 2, "2/2", at("10.0.0.3", Verdict.OPEN));
        Path json = dir.resolve("r.json");
        assertThat(console.run("report", store, other, "-q", "-o", json)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(Files.readString(json, UTF_8))
                .contains("\"id\":\"run-1+run-2\"", "\"endpoints\":3", "\"shard\":\"1/1\"")
                .containsSubsequence("10.0.0.3", "10.0.0.2", "10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "html", "markdown"})
    void shardAlone_saysSoFirst(String format) {
        write(store, 1, "1/3", at("10.0.0.1", Verdict.OPEN));
        console.run("report", store, "-o", "-", "--format", format);
        assertThat(console.out.toString().replaceAll("\\s+", " ")).contains("this is shard 1 of 3 only");
        assertThat(console.out.toString().indexOf("shard 1"))
                .isLessThan(console.out.toString().indexOf("10.0.0.1"));
    }

    @Test
    void shardsThatDoNotFit_areRefused() {
        Path other = dir.resolve("t.db");
        write(store, 1, "1/3", at("10.0.0.1", Verdict.OPEN));
        write(other, 2, "2/3", at("10.0.0.3", Verdict.OPEN));
        assertThat(console.run("report", store, other, "-q")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("shards are missing: 3/3");
        assertThat(console.run("report", store, store, "-q")).isNotEqualTo(ExitStatus.OK);
    }

    @Test
    void verify_tellsAProofThatHoldsFromOneThatDoesNot() throws IOException {
        String nonce = KEY.nonce(7).hex();
        String line =
                "{\"address\":\"10.0.0.1\",\"port\":80,\"verdict\":\"OPEN\",\"probes\":[{\"id\":\"get-80\",\"nonce\":\""
                        + nonce
                        + "\",\"proof\":{\"port\":80,\"hmac\":\""
                        + KEY.proof(KEY.nonce(7), 80).hmac() + "\"}}]}\n";
        write(store, 1, "1/1", at("10.0.0.1", Verdict.OPEN));
        Path good = Files.writeString(dir.resolve("good.jsonl"), line, UTF_8);
        Path bad = Files.writeString(
                dir.resolve("bad.jsonl"), line.replace("\"port\":80,\"hmac", "\"port\":25,\"hmac"), UTF_8);
        assertThat(console.run("verify", good, "--store", store)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("1 proof holds, 0 do not");
        assertThat(console.run("verify", bad, "--store", store)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.err.toString()).contains("10.0.0.1 port 80: the proof of get-80 does not hold");
        assertThat(console.run("verify", good)).isEqualTo(ExitStatus.USAGE);
    }
}
