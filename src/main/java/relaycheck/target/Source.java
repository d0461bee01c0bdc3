package relaycheck.target;

import com.google.common.collect.ImmutableList;

/**
 * Text that lists targets, excludes or owned prefixes; whoever has it read the file.
 *
 * @param name as it is shown in messages
 */
public record Source(String name, Kind kind, ImmutableList<String> lines) {
    /** How the text came. */
    public enum Kind {
        /** From the command line: one entry, without line numbers, and not empty. */
        ARGUMENT,
        /** From a file or the standard input: one entry a line, comments and empty lines between them. */
        FILE
    }

    /** The lines of a file. */
    public static Source file(String name, Iterable<String> lines) {
        return new Source(name, Kind.FILE, ImmutableList.copyOf(lines));
    }

    /** One value from the command line, named by what it belongs to: {@code TARGET}, {@code --own}. */
    public static Source argument(String name, String value) {
        return new Source(name, Kind.ARGUMENT, ImmutableList.of(value));
    }

    Origin origin(int index) {
        return new Origin(name, kind == Kind.FILE ? index + 1 : 0);
    }
}
