package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an option names may be a pipe, which gives its words once: checked first, it was empty when it was used. */
class ReadOnceTest {
    @TempDir
    private Path dir;

    @Test
    void whatIsAccepted() throws Exception {
        Path file = Files.writeString(
                dir.resolve("accepted.toml"),
                "[[accepted]]\ntarget = \"10.0.0.1\"\nowner = \"web\"\nreason = \"moves\"\nticket = \"R-1\"\n"
                        + "expires = 2027-01-31\n",
                UTF_8);
        PolicyOptions options = CommandLine.populateCommand(new PolicyOptions(), "--accepted", file.toString());
        assertThat(options.policy().accepted()).hasSize(1);
        Files.writeString(file, "", UTF_8);
        assertThat(options.policy().accepted()).hasSize(1);
    }

    @Test
    void whatSigns() throws Exception {
        Path file = Files.writeString(dir.resolve("key"), "sixteen letters!\n", UTF_8);
        NotifyOptions options = CommandLine.populateCommand(
                new NotifyOptions(), "--notify", "https://hooks.example/x", "--notify-key-file", file.toString());
        options.check();
        Files.writeString(file, "", UTF_8);
        assertThat(options.key()).contains("sixteen letters!");
    }
}
