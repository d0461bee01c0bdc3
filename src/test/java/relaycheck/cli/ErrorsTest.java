package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import relaycheck.Main;

/** What is no exception. */
class ErrorsTest {
    /** A machine without memory, as far as the command can tell. */
    private static final class Exhausted extends Writer {
        @Override
        public void write(char[] text, int offset, int length) {
            throw new OutOfMemoryError("Java heap space");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void anError_isOneLineAndNoExposure() {
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(new Exhausted()), new PrintWriter(err, true), "explain", "OPEN");
        assertThat(status).isEqualTo(ExitStatus.INCOMPLETE);
        assertThat(err.toString().lines()).containsExactly("relaycheck: java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void explainOfNothing_saysWhatToType() {
        Console console = new Console();
        assertThat(console.run("explain", "")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err.toString()).contains("name a word").doesNotContain("did you mean");
    }
}
