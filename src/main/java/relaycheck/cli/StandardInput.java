package relaycheck.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input, where there is one. Who started this process may have closed it: then the first file that Java opens for
 * itself lies in its place, a hundred megabytes of classes, and whoever closes that one ends the process.
 */
final class StandardInput {
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

    private StandardInput() {}

    /** What can be read from it. */
    static InputStream open() throws IOException {
        if (isJavasOwn()) {
            throw new IOException("it is closed");
        }
        return System.in;
    }

    private static boolean isJavasOwn() {
        try {
            Path java = Path.of(System.getProperty("java.home")).toRealPath();
            return Files.readSymbolicLink(DESCRIPTOR).startsWith(java);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no Linux: nothing is known
        }
    }
}
