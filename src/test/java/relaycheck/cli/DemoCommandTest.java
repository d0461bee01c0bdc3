package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.Main;

class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void whereNoReportCanBe_isSaidOfTheDemo() {
        Console console = new Console();
        Path report = folder.resolve("demo.html");
        assertThat(console.run(
                        "demo", "-o", folder.resolve("no/demo.html"), "-o", "demo.foo", "-o", report, "-o", report))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString())
                .contains("demo.html: there is no directory", "no report format ends in .foo", "two reports cannot go")
                .endsWith("try: relaycheck demo --help" + System.lineSeparator());
        assertThat(console.out.toString()).isEmpty();
        assertThat(report).doesNotExist();
    }

    @Test
    void everyHostOfTheDemo_getsTheVerdictThatItDeserves() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path report = folder.resolve("demo.html");
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), "demo", "-o", report.toString());
        assertThat(err.toString()).isEmpty();
        assertThat(status).isEqualTo(ExitStatus.OK);
        assertThat(out.toString())
                .contains("3 OPEN, 1 SUSPECT, 1 LOGIN_NEEDED, 3 NOT_A_RELAY")
                .contains("demo: all 8 hosts got the verdict that they deserve");
        assertThat(Files.readString(report)).contains("Content-Security-Policy");
    }
}
