package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    private static final Report REPORT = SampleReports.empty();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    @Test
    void ending_picksTheFormat() throws IOException {
        write(folder.resolve("out.json"), Optional.empty());

        assertThat(folder.resolve("out.json")).content(UTF_8).startsWith("{\"schema\":\"relaycheck-report/1\"");
        assertThat(stdout.size()).isZero();
    }

    @Test
    void namedFormat_winsOverTheEnding() throws IOException {
        write(folder.resolve("out.json"), Optional.of("csv"));

        assertThat(folder.resolve("out.json")).content(UTF_8).startsWith("timestamp,");
    }

    @Test
    void hyphen_isStandardOutputAndText() throws IOException {
        OutputFile.of("-", Optional.empty()).write(REPORT, stdout);

        assertThat(stdout.toString(UTF_8)).endsWith("0 endpoints: -; 0 skipped\n");
    }

    @Test
    void oldReport_isReplacedWholeAndKeepsItsReaders() throws IOException {
        Path file = folder.resolve("out.txt");
        Files.writeString(file, "old", UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        write(file, Optional.empty());

        assertThat(file).content(UTF_8).startsWith("relaycheck");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(files()).containsExactly("out.txt");
    }

    @Test
    void symbolicLink_staysOne() throws IOException {
        Path file = Files.writeString(folder.resolve("real.txt"), "old", UTF_8);
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);

        write(link, Optional.empty());

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).content(UTF_8).startsWith("relaycheck");
    }

    @Test
    void failedWriting_leavesTheOldReportAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("out.txt"), "old", UTF_8);

        assertThatThrownBy(() -> new OutputFile(file.toString(), new Failing()).write(REPORT, stdout))
                .isInstanceOf(IOException.class);
        assertThat(file).content(UTF_8).isEqualTo("old");
        assertThat(files()).containsExactly("out.txt");
    }

    @Test
    void device_isWrittenNotReplaced() throws IOException {
        write(Path.of("/dev/null"), Optional.of("json"));

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void missingFolder_isKnownBeforehand() {
        String name = folder.resolve("no/out.txt").toString();

        assertThatThrownBy(() -> OutputFile.of(name, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no directory");
    }

    @Test
    void folder_isNoFile() {
        assertThatThrownBy(() -> OutputFile.of(folder.toString(), Optional.of("json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a directory");
    }

    private void write(Path file, Optional<String> format) throws IOException {
        OutputFile.of(file.toString(), format).write(REPORT, stdout);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    /** Writes a little, then fails. */
    private static final class Failing implements ReportFormat {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public void write(Report report, OutputStream out) throws IOException {
            out.write('x');
            throw new IOException("disk full");
        }
    }
}
