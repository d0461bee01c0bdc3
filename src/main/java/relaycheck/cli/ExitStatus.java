package relaycheck.cli;

/** What the process tells its caller. */
public final class ExitStatus {
    /** Nothing at or above {@code --fail-on}. */
    public static final int OK = 0;
    /** Exposure found. */
    public static final int EXPOSED = 1;
    /** Wrong usage or input, or nothing left to scan. */
    public static final int USAGE = 2;
    /** What was asked for could not be completed. */
    public static final int INCOMPLETE = 3;

    private ExitStatus() {}
}
