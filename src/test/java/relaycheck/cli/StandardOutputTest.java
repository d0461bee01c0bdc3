package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 0, 3, true",
        "No space left on device, 1, 1, true",
        "Broken pipe,             0, 0, false",
        "Broken pipe,             1, 1, false"
    })
    void whatCannotBeWritten_isNoSuccess(String why, int status, int expected, boolean said) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
        StandardOutput output = new StandardOutput(full);
        new PrintWriter(output, true, UTF_8).println("a report");
        assertThat(output.status(status, new PrintWriter(err, true))).isEqualTo(expected);
        assertThat(err.toString().strip())
                .isEqualTo(said ? "relaycheck: standard output cannot be written: " + why : "");
    }

    @Test
    void whatIsWritten_keepsItsStatus() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(written);
        new PrintWriter(output, true, UTF_8).println("a report");
        assertThat(output.status(ExitStatus.OK, new PrintWriter(err, true))).isEqualTo(ExitStatus.OK);
        assertThat(written.toString(UTF_8)).isEqualToIgnoringNewLines("a report");
    }
}
