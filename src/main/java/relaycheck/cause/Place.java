package relaycheck.cause;

/** A line of a file, counted from 1; line 0 is the file as a whole. */
public record Place(String file, int line) {
    /** {@code httpd.conf:12}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
