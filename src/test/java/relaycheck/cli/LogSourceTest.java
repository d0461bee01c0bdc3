package relaycheck.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that changes while it is read. */
class LogSourceTest {
    private static final byte[] FIRST = "0123456789".getBytes(US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void logThatIsCutWhileItIsRead_isNotReadToItsEnd() throws IOException {
        Path log = Files.write(folder.resolve("a.log"), FIRST);
        try (LogSource source = LogSource.open(log.toString())) {
            Files.write(log, new byte[0]);
            assertThatThrownBy(() -> readAll(source))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was cut while it was read");
        }
    }

    @Test
    void logThatIsRotatedAway_isReadToItsEnd() throws IOException {
        Path log = Files.write(folder.resolve("a.log"), FIRST);
        try (LogSource source = LogSource.open(log.toString())) {
            Files.move(log, folder.resolve("a.log.1"));
            Files.write(log, new byte[0]);
            assertThat(readAll(source)).isEqualTo(FIRST.length);
        }
    }

    private static int readAll(LogSource source) throws IOException {
        byte[] buffer = new byte[64];
        int all = 0;
        int read = source.read(buffer, 0);
        while (read >= 0) {
            all += read;
            read = source.read(buffer, 0);
        }
        return all;
    }
}
