package relaycheck.impact;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code relaycheck log} as a user runs it. */
class LogCommandTest {
    private static final String USE =
            "203.0.113.9 - - [22/Oct/2007:03:14:12 +0900] \"CONNECT mail.example.net:25 HTTP/1.1\" 200 -\n";
    private static final String ATTEMPT =
            "203.0.113.8 - - [22/Oct/2007:04:10:57 +0900] \"CONNECT mail.example.net:25 HTTP/1.1\" 405 235\n";
    private static final String VISIT =
            "203.0.113.7 - - [22/Oct/2007:05:10:57 +0900] \"GET /x HTTP/1.1\" 200 235 \"-\" \"Mozilla/5.0\"\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void useAndAttempt_areToldApartAndTheUseIsExposure() throws IOException {
        Path log = file("access.log", TallyTest.resource("use-and-attempt.log").getBytes(UTF_8));
        Path json = folder.resolve("r.json");
        assertThat(run(log.toString(), "-o", json.toString(), "-o", "-")).isEqualTo(1);
        assertThat(out.toString()).contains("relay uses: 1, relay attempts: 1").contains("access.log:1: 192.168.0.1");
        assertThat(err.toString()).isEmpty();
        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(report.get("uses").asInt()).isEqualTo(1);
        assertThat(report.get("attempts").asInt()).isEqualTo(1);
        assertThat(report.get("sources").get(1).get("address").asString()).isEqualTo("1902.168.0.1");
        assertThat(report.get("sources").get(1).get("outside").asBoolean()).isTrue();
    }

    @Test
    void attemptsOnly_areNoExposure() throws IOException {
        assertThat(run(file("a.log", ATTEMPT.getBytes(UTF_8)).toString())).isZero();
        assertThat(run(file("a.log", ATTEMPT.getBytes(UTF_8)).toString(), "--fail-on", "low"))
                .isEqualTo(1);
        assertThat(run(file("a.log", USE.getBytes(UTF_8)).toString(), "--fail-on", "CRITICAL"))
                .isEqualTo(1);
    }

    @Test
    void emptyLog_isFine() throws IOException {
        assertThat(run(file("a.log", new byte[0]).toString())).isZero();
        assertThat(out.toString()).contains("0 lines");
    }

    @Test
    void oneLine_isSaidAsOne() throws IOException {
        run(file("a.log", VISIT.getBytes(UTF_8)).toString());
        assertThat(out.toString()).startsWith("1 line, 0 of them");
    }

    @Test
    void gzipAndZstd_areReadAsThePlainLog() throws IOException {
        byte[] log = (USE + ATTEMPT + VISIT).getBytes(UTF_8);
        byte[] twice = concat(gzip(log), gzip(log));
        String gz = file("a.log.1", twice).toString();
        String zst = file("a.log.zst", zstd(log)).toString();
        assertThat(run(gz, zst, file("plain", log).toString())).isEqualTo(1);
        assertThat(out.toString()).contains("12 lines, 0 of them").contains("relay uses: 4, relay attempts: 4");
    }

    @Test
    void standardInput_isReadAsAFile() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(gzip((USE + VISIT).getBytes(UTF_8))));
            assertThat(run("-")).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("2 lines").contains("stdin:1: 203.0.113.9");
    }

    @Test
    void gzipOfSeveralMembersThatComesSlowly_isReadToItsEnd() throws IOException {
        byte[] member = gzip((USE + VISIT).getBytes(UTF_8));
        InputStream before = System.in;
        try {
            System.setIn(new FilterInputStream(new ByteArrayInputStream(concat(member, member))) {
                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    return super.read(buffer, from, Math.min(length, member.length));
                }

                @Override
                public int available() {
                    return 0;
                }
            });
            assertThat(run("-")).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("4 lines").contains("relay uses: 2");
    }

    @Test
    void utf16_isSaidWithWhatReadsIt() throws IOException {
        assertThat(run(file("a.log", USE.getBytes(UTF_16)).toString())).isEqualTo(3);
        assertThat(err.toString()).contains("a.log: UTF-16 is not read here, but this is: iconv -f UTF-16");
    }

    @Test
    void trafficServersBinaryLog_isSaidWithWhatReadsIt() throws IOException {
        byte[] head = {(byte) 0xce, (byte) 0xfa, (byte) 0xce, 0x0a, 2, 0, 0, 0};
        assertThat(run(file("squid.blog", head).toString())).isEqualTo(3);
        assertThat(err.toString()).contains("traffic_logcat FILE | relaycheck log -");
    }

    @Test
    void timesWithoutAZone_areSaidToBeTakenForUtc() throws IOException {
        String haproxy = file("h.log", TallyTest.resource("haproxy-itself.log").getBytes(UTF_8))
                .toString();
        run(haproxy);
        assertThat(out.toString()).contains("name no zone: they are taken for UTC");
        out.getBuffer().setLength(0);
        run(haproxy, "--zone", "Asia/Tokyo");
        run(file("a.log", USE.getBytes(UTF_8)).toString());
        assertThat(out.toString()).doesNotContain("name no zone").contains("from 2026-11-30 10:07");
    }

    /** As IIS writes it: a time is found in its lines, and nothing else. */
    @Test
    void logOfWhichNoLineCouldBeRead_isNotSaidToHoldNothing() throws IOException {
        String line = "2026-11-24 13:34:14 10.0.0.5 CONNECT a.example:25 - 80 - 203.0.113.7 - - 200 0 0 15\n";
        assertThat(run(file("iis.log", line.getBytes(UTF_8)).toString())).isEqualTo(3);
        assertThat(out.toString())
                .contains("No line could be read, so these logs say nothing")
                .doesNotContain("Nothing asked", "name no zone");
    }

    @Test
    void truncatedGzip_isReadAsFarAsItGoes() throws IOException {
        byte[] whole = gzip((USE + ATTEMPT + VISIT.repeat(2000)).getBytes(UTF_8));
        Path log = file("a.gz", Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThat(run(log.toString(), "--fail-on", "high")).isEqualTo(1);
        assertThat(err.toString())
                .contains("a.gz: the compressed data ends too early")
                .doesNotContain("\tat ");
        assertThat(run(file("b.gz", gzip(VISIT.getBytes(UTF_8), 5)).toString())).isEqualTo(3);
    }

    @Test
    void truncatedOrBrokenZstd_isSaid() throws IOException {
        byte[] whole = zstd(VISIT.repeat(2000).getBytes(UTF_8));
        assertThat(run(file("a.zst", Arrays.copyOf(whole, whole.length - 9)).toString()))
                .isEqualTo(3);
        Arrays.fill(whole, 9, 40, (byte) 0x55);
        assertThat(run(file("b.zst", whole).toString())).isEqualTo(3);
        assertThat(err.toString().lines())
                .hasSize(4)
                .allMatch(line -> line.contains(".zst: ") || line.equals("relaycheck: nothing was read"));
    }

    @Test
    void unreadableFiles_areSaidAndTheRestIsRead() throws IOException {
        String binary = file("a.bin", new byte[] {0x7f, 'E', 'L', 'F', 0, 0, '\n', 0, 1})
                .toString();
        String prose =
                file("b.txt", "Dear sir,\nhow are you?\n".getBytes(UTF_8)).toString();
        String missing = folder.resolve("missing.log").toString();
        String good = file("good.log", ATTEMPT.getBytes(UTF_8)).toString();
        assertThat(run(binary, prose, missing, folder.toString(), good)).isEqualTo(3);
        assertThat(out.toString())
                .contains("relay uses: 0, relay attempts: 1", "b.txt: no line is in a known format")
                .doesNotContain("not read to its end");
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("a.bin: is binary"),
                        line -> assertThat(line).contains("b.txt: no line is in a known format"),
                        line -> assertThat(line).contains("missing.log: there is no such file"),
                        line -> assertThat(line).contains("is a directory"));
        assertThat(run(binary, file("use.log", USE.getBytes(UTF_8)).toString())).isEqualTo(1);
    }

    @Test
    void lineOfTenMegabytes_isCountedSaidAndPassedOver() throws IOException {
        String log = USE + "x".repeat(10 << 20) + "\n" + ATTEMPT;
        assertThat(run(file("a.log", log.getBytes(UTF_8)).toString())).isEqualTo(1);
        assertThat(out.toString()).contains("3 lines, 1 of them").contains("relay uses: 1, relay attempts: 1");
        assertThat(err.toString()).contains("a.log:2: a line of more than 1024 KiB is not read");
        assertThat(out.toString()).contains("a.log:3: 203.0.113.8");
    }

    @Test
    void zeroesInALog_costOnlyTheirLine() throws IOException {
        String log = USE + "\0".repeat(4096) + VISIT + ATTEMPT;
        assertThat(run(file("a.log", log.getBytes(UTF_8)).toString())).isEqualTo(1);
        assertThat(out.toString()).contains("relay uses: 1, relay attempts: 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void logOfManyBlocks_isCountedExactly(int shift) throws IOException {
        int rounds = 20_000;
        String log = "#".repeat(shift) + "\n" + (USE + VISIT + ATTEMPT.stripTrailing() + "\r\n").repeat(rounds);
        Path json = folder.resolve("r.json");
        run(file("a.log", log.stripTrailing().getBytes(UTF_8)).toString(), "-o", json.toString());
        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(report.get("lines").asInt()).isEqualTo(1 + 3 * rounds);
        assertThat(report.get("unparsed").asInt()).isEqualTo(1);
        assertThat(report.get("uses").asInt()).isEqualTo(rounds);
        assertThat(report.get("attempts").asInt()).isEqualTo(rounds);
    }

    @Test
    void optionsOfTheOwner_decideWhatIsOutsideAndOwn() throws IOException {
        String log = USE + "10.0.0.1 - - [22/Oct/2007:03:14:12 +0900] \"GET http://www.own.example/ HTTP/1.1\" 200 5\n";
        String file = file("a.log", log.getBytes(UTF_8)).toString();
        assertThat(run(file, "--inside", "203.0.113.0/24", "--own-name", "www.own.example", "--fail-on", "high"))
                .isZero();
        assertThat(out.toString()).contains("relay uses: 1, relay attempts: 0").contains("203.0.113.9 (inside)");
    }

    @Test
    void whatWasAskedForOnesOwnCanary_isNoAbuse() throws IOException {
        String log = "10.0.0.1 - - [22/Oct/2007:03:14:12 +0900] \"CONNECT 10.0.0.9:8471 HTTP/1.1\" 200 5\n";
        String file = file("a.log", log.getBytes(UTF_8)).toString();
        assertThat(run(file, "--canary", "10.0.0.8:8471,10.0.0.9:8471")).isZero();
        assertThat(out.toString()).contains("relay uses: 0").contains("itself (not counted): 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--canary canary.example",
                "--format nonsense",
                "--inside 300.1.2.3",
                "--zone Nowhere/City",
                "-o report.pdf",
                "--fail-on never"
            })
    void wrongOption_isUsage(String option) throws IOException {
        String[] words = option.split(" ", -1);
        assertThat(run(file("a.log", USE.getBytes(UTF_8)).toString(), words[0], words[1]))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(words[0].equals("-o") ? "" : words[0], words[1], "try: relaycheck log --help");
    }

    @Test
    void noFile_isUsage() {
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void reportThatCannotBeWritten_isWrongUsage() throws IOException {
        String log = file("a.log", USE.getBytes(UTF_8)).toString();
        assertThat(run(log, "-o", folder.resolve("no/such/r.json").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("r.json: there is no directory ").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "log";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] gzip(byte[] plain, int missing) throws IOException {
        byte[] whole = gzip(plain);
        return Arrays.copyOf(whole, whole.length - missing);
    }

    private static byte[] zstd(byte[] plain) throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
