package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.cli.StoredRuns.at;
import static relaycheck.cli.StoredRuns.write;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.history.Run;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of scans by several machines. */
class SeveralStoresTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();
    private Path one;
    private Path two;
    private Path three;

    @BeforeEach
    void place() {
        one = dir.resolve("one.db");
        two = dir.resolve("two.db");
        three = dir.resolve("three.db");
    }

    private JsonNode report(Object... stores) throws IOException {
        Path json = dir.resolve("r.json");
        Object[] all = Arrays.copyOf(stores, stores.length + 3);
        System.arraycopy(new Object[] {"-q", "-o", json}, 0, all, stores.length, 3);
        Object[] arguments = new Object[all.length + 1];
        arguments[0] = "report";
        System.arraycopy(all, 0, arguments, 1, all.length);
        assertThat(console.run(arguments)).as(console.err.toString()).isEqualTo(ExitStatus.EXPOSED);
        return JsonMapper.builder().build().readTree(Files.readString(json, UTF_8));
    }

    /** Settings as {@code a=b c=d}, and the digest as one of them. */
    private static void scan(Path store, int day, String settings, relaycheck.verdict.Finding... findings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("probes", "standard", "deadline", "5000ms"));
        all.putAll(Splitter.on(' ').withKeyValueSeparator('=').split(settings));
        String digest = all.getOrDefault("digest", "abc");
        all.remove("digest");
        write(store, day, ImmutableMap.copyOf(all), digest, findings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shard=1/2              | shard=2/2 digest=x       | their targets or limits differ
            shard=1/2              | shard=2/2 deadline=9s    | deadline is 5000ms in one and 9s in the other
            shard=1/2              | shard=2/2 probes=all     | probes is standard in one and all in the other
            shard=1/2              | shard=2/2 own=10.0.0.0/8 | own is not set in one and 10.0.0.0/8 in the other
            shard=1/2              | shard=1/2                | shard 1/2 is there twice
            shard=1/1              | shard=1/1                | shard 1/1 is there twice
            shard=1/3              | shard=3/3                | shards are missing: 2/3
            shard=1/2              | shard=2/3                | run run-1 is shard 1/2, run run-2 is shard 2/3
            shard=1/2 vantage=in   | shard=1/1 vantage=out    | shards are missing: 2/2
            shard=1/1 vantage=in   | shard=1/1 vantage=in     | shard 1/1 is there twice
            shard=1/1 vantage=in   | shard=1/1 vantage=out probes=all | probes is standard in one and all in the other
            """)
    void whatDoesNotFitTogether_isRefusedInOneLine(String mine, String theirs, String why) {
        scan(one, 1, mine, at("10.0.0.1", Verdict.OPEN));
        scan(two, 2, theirs, at("10.0.0.2", Verdict.OPEN));
        assertThat(console.run("report", one, two, "-q")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString().lines().findFirst().orElseThrow()).contains(why);
        assertThat(console.err.toString()).doesNotContain("\tat ");
        assertThat(console.out.toString()).isEmpty();
    }

    @Test
    void oneStoreTwice_isRefused() {
        scan(one, 1, "shard=1/1", at("10.0.0.1", Verdict.OPEN));
        assertThat(console.run("report", one, dir.resolve("x/../one.db"), "-q")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("one.db is named twice");
    }

    @Test
    void oneShardAlone_isReportedAsWhatItIs() throws IOException {
        scan(one, 1, "shard=2/8", at("10.0.0.1", Verdict.OPEN));
        assertThat(report(one).at("/scan/settings/shard").stringValue()).isEqualTo("2/8");
    }

    @Test
    void machinesOfTheirOwnPaceAndAddress_areShardsOfOneScan() throws IOException {
        scan(one, 1, "shard=1/2 rate=200/s source=10.0.0.8", at("10.0.0.1", Verdict.OPEN));
        scan(two, 2, "shard=2/2 rate=50/s in-flight=7 per-host=1", at("10.0.0.2", Verdict.NOT_A_RELAY));
        JsonNode report = report(one, two);
        assertThat(report.at("/scan/digest").stringValue()).isEqualTo("abc");
        assertThat(report.at("/scan/settings/rate").stringValue()).isEqualTo("200/s, 50/s");
        assertThat(report.at("/scan/settings/source").stringValue()).isEqualTo("10.0.0.8, not set");
        assertThat(report.at("/scan/settings/shard").stringValue()).isEqualTo("1/1");
        assertThat(report.at("/scan/receipt/dials").intValue()).isEqualTo(28);
        assertThat(report.at("/summary/endpoints").intValue()).isEqualTo(2);
        assertThat(report.has("vantages")).isFalse();
    }

    @Test
    void whatAllPartsSkipAsAWhole_isSkippedOnce() throws IOException {
        scan(one, 1, "shard=1/2", at("10.0.0.1", Verdict.OPEN));
        scan(two, 2, "shard=2/2", at("10.0.0.2", Verdict.OPEN));
        Skipped name = new Skipped("nowhere.example", Optional.empty(), "does not resolve: no such name");
        Skipped address = Skipped.of(Endpoint.of("192.0.2.1", 80), "a documentation address: never scanned");
        skip(one, name, address, Skipped.more(address, 7));
        skip(two, name, Skipped.more(address, 7));
        JsonNode report = report(one, two);
        assertThat(report.at("/summary/skipped").intValue()).isEqualTo(1 + 1 + 7 + 7);
        assertThat(report.at("/skipped")).hasSize(4);
    }

    private static void skip(Path file, Skipped... skipped) {
        try (Store store = Store.openExisting(file)) {
            Run run = store.runs().get(0);
            store.resume(run).skipped(ImmutableList.copyOf(skipped));
        }
    }

    /** A name that turns may have led each of them to an address of the other's part. */
    @Test
    void namesThatLedElsewhere_areSaidOnTop() throws IOException {
        scan(one, 1, "shard=1/2 names=a", at("10.0.0.1", Verdict.OPEN));
        scan(two, 2, "shard=2/2 names=a", at("10.0.0.2", Verdict.OPEN));
        scan(three, 2, "shard=2/2 names=b", at("10.0.0.2", Verdict.OPEN));
        assertThat(report(one, two).at("/scan/warnings")).isEmpty();
        JsonNode report = report(one, three);
        assertThat(report.at("/scan/warnings/0").stringValue())
                .startsWith("names led to other addresses in one part than in another");
        assertThat(report.at("/scan/settings/names").stringValue()).isEqualTo("a, b");
    }

    /** A part of last week says nothing of this one. */
    @ParameterizedTest
    @CsvSource({
        "1, 15, shard=1/2, shard=2/2, 14 days apart",
        "9, 2, shard=1/2, shard=2/2, 7 days apart",
        "1, 3, vantage=inside, vantage=outside, 2 days apart"
    })
    void partsOfDifferentWeeks_areSaidOnTop(int day, int other, String mine, String theirs, String apart)
            throws IOException {
        scan(one, day, mine, at("10.0.0.1", Verdict.OPEN));
        scan(two, other, theirs, at("10.0.0.2", Verdict.OPEN));
        JsonNode report = report(one, two);
        assertThat(report.at("/scan/warnings")).hasSize(1);
        assertThat(report.at("/scan/warnings/0").stringValue())
                .startsWith("the parts of this scan began " + apart + ", at 2026-");
        assertThat(console.err.toString()).startsWith("relaycheck: warning: the parts of this scan began " + apart);
    }

    @Test
    void partsOfOneNight_areOneScan() throws IOException {
        scan(one, 1, "shard=1/2", at("10.0.0.1", Verdict.OPEN));
        scan(two, 2, "shard=2/2", at("10.0.0.2", Verdict.OPEN)); // not a day after the other's end
        assertThat(report(one, two).at("/scan/warnings")).isEmpty();
        assertThat(console.err.toString()).isEmpty();
    }

    @Test
    void severalPlaces_areAMatrixAndTheWorstCounts() throws IOException {
        scan(
                one,
                1,
                "shard=1/1 vantage=inside",
                at("10.0.0.1", Verdict.OPEN),
                at("10.0.0.2", Verdict.OPEN),
                at("10.0.0.3", Verdict.NOT_A_RELAY));
        scan(
                two,
                2,
                "shard=1/2 vantage=outside",
                at("10.0.0.1", Verdict.NOT_A_RELAY),
                at("10.0.0.3", Verdict.UNREACHABLE));
        scan(three, 3, "shard=2/2 vantage=outside", at("10.0.0.2", Verdict.OPEN));
        JsonNode report = report(one, two, three);
        assertThat(report.at("/summary/endpoints").intValue()).isEqualTo(3);
        assertThat(report.at("/summary/verdicts/OPEN").intValue()).isEqualTo(2);
        assertThat(report.at("/endpoints").size()).isEqualTo(3);
        assertThat(report.at("/scan/settings/vantage").stringValue()).isEqualTo("inside, outside");
        assertThat(report.at("/vantages/places/0/inside").booleanValue()).isTrue();
        assertThat(report.at("/vantages/places/1/run").stringValue()).isEqualTo("run-2+run-3");
        assertThat(report.at("/vantages/endpoints").size()).isEqualTo(2);
        assertThat(report.at("/vantages/endpoints/0/verdicts").toString())
                .isEqualTo("{\"inside\":\"OPEN\",\"outside\":\"NOT_A_RELAY\"}");
        assertThat(report.at("/vantages/endpoints/0/meaning").stringValue()).isEqualTo("inside-only");
        assertThat(report.at("/vantages/endpoints/1/meaning").stringValue()).isEqualTo("everywhere");
    }

    @Test
    void relayIntendedForOnePlace_isNotExcusedByAReportOfSeveral() throws IOException {
        Path accepted = Files.writeString(dir.resolve("accepted.toml"), """
                [[intended]]
                target = "10.0.0.1"
                ports = [25, 80, 443, 8471]
                vantage = "inside"
                owner = "net team"
                reason = "the way out"
                """);
        scan(one, 1, "shard=1/1 vantage=inside", at("10.0.0.1", Verdict.NOT_A_RELAY));
        scan(two, 2, "shard=1/1 vantage=outside", at("10.0.0.1", Verdict.OPEN));
        assertThat(console.run("report", one, two, "-q", "--accepted", accepted))
                .as(console.err.toString())
                .isEqualTo(ExitStatus.EXPOSED);
    }
}
