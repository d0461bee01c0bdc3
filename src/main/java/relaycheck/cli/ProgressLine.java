package relaycheck.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Where a scan's progress is shown: one line written over again and again, or plain lines, none of them twice. */
final class ProgressLine implements Consumer<String> {
    private final PrintWriter err;
    private final boolean moves;
    private String last = "";

    ProgressLine(PrintWriter err, boolean moves) {
        this.err = err;
        this.moves = moves;
    }

    /** The bar's own thread shows, and the one that ends it. */
    @Override
    public synchronized void accept(String text) {
        if (moves) {
            err.print('\r' + text);
            err.flush();
        } else if (!text.equals(last)) {
            err.println(text);
        }
        last = text;
    }

    /** What comes next begins on a line of its own. */
    synchronized void end() {
        if (moves && !last.isEmpty()) {
            err.println();
        }
    }
}
