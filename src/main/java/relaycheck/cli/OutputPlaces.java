package relaycheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import relaycheck.report.OutputFile;

/** Where reports are to be put: nowhere twice, and never in the place of what is read, which would be lost. */
final class OutputPlaces {
    private OutputPlaces() {}

    /**
     * Looks at all places before anything is done.
     *
     * @param outputs names of files, {@code -} among them
     * @param read    names of files that are read, or kept
     * @throws IllegalArgumentException with a message for the user
     */
    static void check(Iterable<String> outputs, Iterable<Path> read) {
        Set<Path> kept = new HashSet<>();
        for (Path file : read) {
            kept.add(place(file));
        }
        Set<Path> taken = new HashSet<>();
        for (String output : outputs) {
            Path place = place(Path.of(output));
            boolean stdout = output.equals(OutputFile.STDOUT);
            if (!stdout && kept.contains(place)) {
                throw new IllegalArgumentException(
                        "-o " + output + ": the report would replace what is read there; name another file");
            }
            // devices take what they get
            if ((stdout || !Files.exists(place) || Files.isRegularFile(place)) && !taken.add(place)) {
                throw new IllegalArgumentException("-o " + output + ": two reports cannot go to one place");
            }
        }
    }

    /** A file has one place, however it is named. */
    private static Path place(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            Path folder = absolute.getParent();
            return Files.exists(absolute) || folder == null
                    ? absolute.toRealPath()
                    : folder.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            return absolute;
        }
    }
}
