package relaycheck.target;

import static com.google.common.base.Preconditions.checkArgument;

import relaycheck.text.Printable;

/**
 * Where something that the user wrote stands.
 *
 * @param source a file's name, or what on the command line it was
 * @param line from 1, or 0 where there are no lines
 */
public record Origin(String source, int line) {
    public Origin {
        checkArgument(line >= 0, "line %s", line);
    }

    /** {@code targets.example:14}, or the source alone; safe to print. */
    @Override
    public String toString() {
        return Printable.line(line == 0 ? source : source + ":" + line);
    }
}
