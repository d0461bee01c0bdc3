package relaycheck.impact;

/** One way to write a log line. Stateless; formats exclude each other, so that the order of trying does not matter. */
interface LogFormat {
    /** What {@code --format} calls it. */
    String name();

    /** Fills {@code fields} from {@code line[from, to)}, or says that the line is of another format. */
    boolean read(byte[] line, int from, int to, LineFields fields);
}
