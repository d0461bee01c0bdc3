package relaycheck.cli;

import org.jline.nativ.CLibrary;

/** Whether a person looks at an output. */
final class Terminal {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private Terminal() {}

    static boolean isOutput() {
        return isTerminal(STDOUT);
    }

    static boolean isError() {
        return isTerminal(STDERR);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            return CLibrary.isatty(descriptor) == 1;
        } catch (LinkageError e) {
            return false; // no native code for this system: plain output is right everywhere
        }
    }
}
