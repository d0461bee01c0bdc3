package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.peer.PickyRelay;

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

    /** What was found before the scan was broken off is counted as well, and all of the line fits on a terminal. */
    @Test
    void goneOnWith_itCountsWhatWasFoundBefore() throws IOException, SQLException {
        try (PickyRelay relay = PickyRelay.of(line -> true);
                ScanOnLoopback canary = new ScanOnLoopback(dir)) {
            Console console = new Console();
            Object[] scan = {
                "scan",
                "127.0.0.1:" + relay.port(),
                "127.0.0.1:1",
                "--resume",
                "--canary=127.0.0.1:" + canary.canaryPort(),
                "--key-file=" + dir.resolve("key"),
                "--store=" + canary.store(),
                "--deadline=2s",
                "--progress=always"
            };
            assertThat(console.run(scan)).isEqualTo(ExitStatus.EXPOSED);
            try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + canary.store());
                    Statement change = store.createStatement()) {
                change.executeUpdate("DELETE FROM finding WHERE port = 1");
                change.executeUpdate("UPDATE run SET complete = 0, finished = NULL");
            }
            assertThat(console.run(scan)).isEqualTo(ExitStatus.EXPOSED);
            assertThat(console.err.toString()).contains("1/2 (", "2/2 (", "open 1, suspect 0");
        }
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
