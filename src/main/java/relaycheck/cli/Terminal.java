package relaycheck.cli;

import java.util.Map;
import org.jline.nativ.CLibrary;
import relaycheck.report.TextReport;

/** Whether a person looks at an output. */
final class Terminal {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    /** Longer lines are hard to read. */
    private static final int WIDEST = 120;

    private Terminal() {}

    static boolean isOutput() {
        return isTerminal(STDOUT);
    }

    static boolean isError() {
        return isTerminal(STDERR);
    }

    /** Whether a line can be written over. */
    static boolean canMove(Map<String, String> environment) {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether colours are wanted on a terminal: see no-color.org. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** The columns of a line that can be read in one go, at most those of the terminal. */
    static int width() {
        return width(STDOUT);
    }

    /** Those of a line that is written over again and again: the last column is left out, after it some terminals wrap. */
    static int errorWidth() {
        return width(STDERR) - 1;
    }

    private static int width(int descriptor) {
        CLibrary.WinSize size = new CLibrary.WinSize();
        boolean known = CLibrary.ioctl(descriptor, CLibrary.TIOCGWINSZ, size) == 0 && size.ws_col > 0;
        return known ? Math.min(WIDEST, size.ws_col) : TextReport.PLAIN.width();
    }

    private static boolean isTerminal(int descriptor) {
        try {
            return CLibrary.isatty(descriptor) == 1;
        } catch (LinkageError e) {
            return false; // no native code for this system: plain output is right everywhere
        }
    }
}
