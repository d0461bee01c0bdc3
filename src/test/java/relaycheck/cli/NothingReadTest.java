package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingReadTest {
    private static final String LINE =
            "192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"CONNECT x.example:25 HTTP/1.1\" 200 5\n";

    @TempDir
    private Path dir;

    private final Console console = new Console();

    @Test
    void whereNothingIsRead_nothingIsSaidOfTheHost() throws IOException {
        Path binary = Files.write(dir.resolve("bin.log"), new byte[100]);
        for (Path file : new Path[] {dir.resolve("none"), dir, binary}) {
            assertThat(console.run("log", file)).isEqualTo(ExitStatus.INCOMPLETE);
            assertThat(console.out.toString()).isEmpty();
            assertThat(console.err.toString()).contains(file.toString(), "relaycheck: nothing was read");
        }
    }

    @Test
    void whereSomethingIsRead_itIsSaid() throws IOException {
        Path log = Files.writeString(dir.resolve("access.log"), LINE);
        assertThat(console.run("log", dir.resolve("none"), log)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString()).contains("relay uses: 1");
    }

    @Test
    void aByteOrderMark_isNoPartOfAnAddress() throws IOException {
        Path log = Files.writeString(dir.resolve("access.log"), "\ufeff" + LINE + LINE);
        Path json = dir.resolve("r.json");
        console.run("log", log, "-o", json);
        assertThat(Files.readString(json)).contains("\"192.0.2.1\"").doesNotContain("feff");
    }
}
