package relaycheck.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import relaycheck.Main;

/** Types a command, and reads what it says: of the last command alone. */
final class Console {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    /** Its exit status. */
    int run(Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    }
}
