package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;

class ConfigCommandTest {
    private static final String OPEN = "ProxyRequests On\nAllowCONNECT 443 80 25\n";
    private static final String CLOSED = "ProxyRequests Off\nServerName x\n";

    @TempDir
    private Path dir;

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void fresh() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private int config(Object... arguments) {
        String[] all = Stream.concat(
                        Stream.of("config"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private Path file(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, UTF_8);
    }

    @Test
    void openDoor_isStatusOneAndNamedWithItsLine() throws IOException {
        Path file = file("httpd.conf", OPEN);
        assertThat(config(file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString())
                .contains("CRITICAL  " + file + ":1  ProxyRequests On")
                .contains("443, 80 and 25");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void closedDoor_isStatusZero() throws IOException {
        assertThat(config(file("httpd.conf", CLOSED))).isEqualTo(ExitStatus.OK);
    }

    @Test
    void guardedDoor_isBelowMediumAndReachedByAnotherThreshold() throws IOException {
        Path file = file("httpd.conf", OPEN + "<Proxy *>\nRequire ip 10.0.0.0/8\n</Proxy>\n");
        assertThat(config(file)).isEqualTo(ExitStatus.OK);
        assertThat(config("--fail-on", "low", file)).isEqualTo(ExitStatus.EXPOSED);
    }

    @Test
    void nothingReadable_isStatusTwo() throws IOException {
        assertThat(config(dir.resolve("gone.conf"))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("gone.conf: does not exist").doesNotContain("Exception");
    }

    @Test
    void programInAFolder_isNoConfigurationThatCouldNotBeRead() throws IOException {
        Files.write(dir.resolve("java"), new byte[] {0x7f, 'E', 'L', 'F', 0});
        file("httpd.conf", CLOSED);
        assertThat(config(dir)).isEqualTo(ExitStatus.OK);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains(dir + "/java  not read");
    }

    @Test
    void knownFormats_areNamedWhereNoneIsRecognised() throws IOException {
        Path other = file("config.json", "{ \"inbounds\": [ { \"protocol\": \"socks\" } ] }");
        assertThat(config(other)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .startsWith("relaycheck: " + other + ": is in no dialect known here (apache, squid, ");
    }

    @Test
    void binaryFile_isSaidAndTheRestIsRead() throws IOException {
        Path binary = dir.resolve("bad.conf");
        Files.write(binary, new byte[] {'a', 0, 'b'});
        assertThat(config(binary, file("httpd.conf", CLOSED))).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(err.toString()).isEqualTo("relaycheck: " + binary + ": is binary: a zero byte at 1\n");
        assertThat(config(dir, file("open.conf", OPEN))).isEqualTo(ExitStatus.EXPOSED);
    }

    @Test
    void lineOfTenMegabytes_isSaidAndTheOthersAreRead() throws IOException {
        Path file = file("httpd.conf", "# " + "x".repeat(10_000_000) + "\n" + OPEN);
        assertThat(config(file)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString()).contains(file + ":2  ProxyRequests On");
        assertThat(err.toString()).contains(file + ":1: a line of 10000002 characters");
    }

    @Test
    void folderThatLeadsBackToItself_isSaidAndTheRestIsRead() throws IOException {
        file("x/httpd.conf", CLOSED);
        Files.createSymbolicLink(dir.resolve("x/loop"), dir);
        assertThat(config(dir)).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(err.toString()).contains("x/loop: is a link that leads back to a folder above it");
    }

    @Test
    void folderThatIncludesItself_isSaid() throws IOException {
        Path main = file("httpd.conf", "IncludeOptional conf.d\n" + CLOSED);
        Files.createDirectories(dir.resolve("conf.d"));
        Files.createSymbolicLink(dir.resolve("conf.d/loop"), dir.resolve("conf.d"));
        assertThat(config(main)).isEqualTo(ExitStatus.INCOMPLETE);
    }

    @Test
    void linkToNothingAndPipe_doNotStandInTheWay() throws Exception {
        file("x/httpd.conf", OPEN);
        Files.createSymbolicLink(dir.resolve("x/gone.conf"), dir.resolve("nowhere"));
        assertThat(new ProcessBuilder("mkfifo", dir.resolve("x/pipe.conf").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(config(dir.resolve("x"))).isEqualTo(ExitStatus.EXPOSED);
        assertThat(err.toString()).isEqualTo("relaycheck: " + dir.resolve("x/gone.conf") + ": does not exist\n");
    }

    @Test
    void deviceWithoutEnd_isSaid() {
        assertThat(config("/dev/zero")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("relaycheck: /dev/zero: is ");
    }

    @Test
    void unreadableFile_isSaidAndTheRestIsRead() throws IOException {
        Path secret = file("secret.conf", OPEN);
        assertThat(secret.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(secret), "root reads everything");
        assertThat(config(secret, file("httpd.conf", CLOSED))).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(err.toString()).isEqualTo("relaycheck: " + secret + ": permission denied\n");
    }

    @Test
    void includesOnDisk_areFollowedInOrder() throws IOException {
        file("conf.d/10-on.conf", "ProxyRequests On\n");
        file("conf.d/20-off.conf", "ProxyRequests Off\n");
        Path main = file("httpd.conf", "IncludeOptional conf.d/[0-9]*.conf\n");
        assertThat(config(main)).isEqualTo(ExitStatus.OK);
        file("conf.d/30-on.conf", "ProxyRequests On\n");
        assertThat(config(main)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString()).contains("30-on.conf:1");
    }

    @Test
    void fileThatIsIncludedByItsAbsolutePath_isInUseToWhoeverNamesItFromHere() throws IOException {
        file("a1/httpd.conf", "ServerRoot " + dir.resolve("a1") + "\nInclude conf.d/*.conf\n");
        file("a1/conf.d/z.conf", OPEN);
        Path here = Path.of("").toAbsolutePath().relativize(dir.toRealPath());
        assertThat(config(here.resolve("a1"))).isEqualTo(ExitStatus.EXPOSED);
        assertThat(out.toString()).contains("conf.d/z.conf:1  ProxyRequests On").doesNotContain("not in use");
    }

    @Test
    void severalOutputs_areWrittenEachInTheFormatOfItsEnding() throws IOException {
        Path json = dir.resolve("r.json");
        Path sarif = dir.resolve("r.sarif");
        Path xml = dir.resolve("r.xml");
        assertThat(config(file("httpd.conf", OPEN), "-o", json, "-o", sarif, "--output", xml, "-o", "-"))
                .isEqualTo(ExitStatus.EXPOSED);
        assertThat(Files.readString(json)).contains("relaycheck-cause/1");
        assertThat(Files.readString(sarif)).contains("\"2.1.0\"");
        assertThat(Files.readString(xml)).contains("<testsuite");
        assertThat(out.toString()).contains("CRITICAL");
    }

    @Test
    void namedFormat_goesToStdout() throws IOException {
        config("--format", "json", file("httpd.conf", OPEN));
        assertThat(out.toString()).startsWith("{");
    }

    @Test
    void unknownEndingFormatOrDialect_isStatusTwoWithTheChoices() throws IOException {
        Path file = file("httpd.conf", OPEN);
        assertThat(config(file, "-o", "x.doc")).isEqualTo(ExitStatus.USAGE);
        assertThat(config(file, "--format", "doc")).isEqualTo(ExitStatus.USAGE);
        assertThat(config(file, "--dialect", "doc")).isEqualTo(ExitStatus.USAGE);
        assertThat(config(file, "--fail-on", "doc")).isEqualTo(ExitStatus.USAGE);
        assertThat(config()).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains(".txt, .json, .sarif, .xml")
                .contains("text, json, sarif, junit")
                .contains("apache, squid");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void givenDialect_overridesWhatItLooksLike() throws IOException {
        Path file = file("odd", "Port 8888\n");
        assertThat(config("--dialect", "tinyproxy", file)).isEqualTo(ExitStatus.EXPOSED);
    }
}
