package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.verdict.Verdict;

/** Reports that would lie where something else does. */
class OutputPlacesTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();

    @Test
    void whatAScanReads_isNotReplacedByItsReport() throws IOException {
        Path list = Files.writeString(dir.resolve("targets.txt"), "127.0.0.1:1\n");
        Path accepted = Files.writeString(dir.resolve("accepted.md"), "");
        Path link = Files.createSymbolicLink(dir.resolve("link.txt"), list);
        Path store = dir.resolve("s.json");
        for (Path output : List.of(list, link, dir.resolve("./../" + dir.getFileName() + "/targets.txt"), accepted)) {
            assertThat(console.run("scan", list, "--accepted", accepted, "--store", store, "-o", output))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(console.err.toString()).contains("-o " + output + ": the report would replace what is read");
        }
        assertThat(console.run("scan", list, "--store", store, "-o", store)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.run("scan", list, "--exclude", list, "--dry-run", "-o", list))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(list).hasContent("127.0.0.1:1\n");
        assertThat(store).doesNotExist();
    }

    @Test
    void aStore_isNotReplacedByItsReport() {
        Path store = dir.resolve("s.json");
        StoredRuns.write(store, 1, "1/1", StoredRuns.at("10.0.0.1", Verdict.OPEN));
        assertThat(console.run("report", store, "-q", "-o", store)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.run("history", store)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("1 open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "log"})
    void whatIsExplained_isNotReplaced(String command) throws IOException {
        Path file = Files.writeString(dir.resolve("a.txt"), "ProxyRequests On\n");
        assertThat(console.run(command, file, "-o", file)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.run(command, file, "-o", dir.resolve("b.json"), "-o", dir.resolve("b.json")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(file).hasContent("ProxyRequests On\n");
    }

    @Test
    void twoReports_doNotGoToOnePlace() {
        Path store = dir.resolve("s.db");
        StoredRuns.write(store, 1, "1/1", StoredRuns.at("10.0.0.1", Verdict.UNREACHABLE));
        Path json = dir.resolve("r.json");
        assertThat(console.run("report", store, "-o", json, "-o", json)).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("-o " + json + ": two reports cannot go to one place");
        assertThat(console.run("report", store, "-o", "-", "-o", "-", "--format", "json"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.run("report", store, "-o", "/dev/null", "-o", "/dev/null", "--format", "json"))
                .isEqualTo(ExitStatus.OK);
    }

    @Test
    void everyMistakeBesidesThoseOfTheParser_isToldAtOnce() {
        assertThat(console.run(
                        "scan",
                        "no-list.txt",
                        "--vantage=",
                        "--probes=x",
                        "--connect-ports=x",
                        "--source=x",
                        "--canary-listen=x",
                        "--accepted=no.toml",
                        "--notify=ftp://x",
                        "--config=none",
                        "--format=json",
                        "--dry-run"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .contains("no-list.txt: no such file", "--vantage: ", "no probe x", "--connect-ports: ", "--source: ")
                .contains("--canary-listen: ", "--accepted: no.toml", "ftp://x is no https://", "--config none")
                .contains("--format is the format of -o");
        assertThat(console.run("report", dir, dir, "-o=x.nope", "--accepted=no.toml", "--letters=/dev/null"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .contains("no report format ends in .nope", "--accepted: no.toml", "--letters: ", "is named twice");
    }

    /** ::1:5 is an address for whoever reads it so. */
    @ParameterizedTest
    @ValueSource(strings = {"::1:5", "2001:db8::1"})
    void aCanaryInIpv6_needsBrackets(String place) {
        assertThat(console.run("scan", "127.0.0.1:1", "--canary", place, "--key-file", dir.resolve("key")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("--canary: " + place + ": write an IPv6 address in brackets");
    }
}
