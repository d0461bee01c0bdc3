package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    private Path dir;

    @Test
    void aShard_endsAtAllOfIt_andNoLineComesTwice() {
        Console console = new Console();
        console.run(
                "scan",
                "127.77.0.0/28",
                "-p",
                "1",
                "--shard",
                "1/2",
                "--progress",
                "always",
                "--canary-listen",
                "127.0.0.1",
                "--store",
                dir.resolve("s.db"));
        assertThat(console.err.toString()).contains("scan 100%");
        assertThat(console.err.toString().lines()).doesNotHaveDuplicates();
    }

    @Test
    void aPlainLine_isNotRepeated() {
        StringWriter err = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(err, true), false);
        line.accept("scan 50%");
        line.accept("scan 100%");
        line.accept("scan 100%");
        line.end();
        assertThat(err.toString().lines()).containsExactly("scan 50%", "scan 100%");
    }

    @Test
    void aTerminalsLine_isWrittenOver_andEndsOnce() {
        StringWriter err = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(err, true), true);
        line.accept("scan 50%");
        line.accept("scan 100%");
        line.end();
        assertThat(err.toString()).isEqualTo("\rscan 50%\rscan 100%" + System.lineSeparator());
    }

    @Test
    void aDumbTerminal_doesNotMove() {
        assertThat(Terminal.canMove(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.canMove(Map.of("TERM", "xterm"))).isTrue();
    }
}
