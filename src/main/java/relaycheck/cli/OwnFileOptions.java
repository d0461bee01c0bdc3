package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import relaycheck.report.OwnFile;

/** Files of the owner's that say why an endpoint is open, and whether it was abused. */
final class OwnFileOptions {
    @Option(
            names = "--config",
            paramLabel = "[HOST=]PATH",
            description =
                    "A configuration (file or folder) of a scanned host: findings name the line that opens it. Belongs"
                            + " to the endpoints at which it listens, or to HOST. Repeatable.")
    private List<String> configurations = List.of();

    @Option(
            names = "--log",
            paramLabel = "[HOST=]FILE",
            description =
                    "An access log of a scanned host: findings say whether it was abused. Belongs to the host whose"
                            + " --config names it, to the only one that is exposed, or to HOST. Repeatable.")
    private List<String> logs = List.of();

    /** Read before anything is sent; the files themselves are read at the end, if there is anything to explain. */
    record Read(ImmutableList<OwnFile> configurations, ImmutableList<OwnFile> logs) {
        boolean isEmpty() {
            return configurations.isEmpty() && logs.isEmpty();
        }

        /** Where they are. */
        ImmutableList<Path> paths() {
            ImmutableList.Builder<Path> paths = ImmutableList.builder();
            for (OwnFile file : Iterables.concat(configurations, logs)) {
                paths.add(Path.of(file.path()));
            }
            return paths.build();
        }
    }

    /**
     * What was named.
     *
     * @throws IllegalArgumentException with a message for the user, where there is no such file
     */
    Read read() {
        return new Read(files("--config", configurations), files("--log", logs));
    }

    private static ImmutableList<OwnFile> files(String option, List<String> values) {
        ImmutableList.Builder<OwnFile> files = ImmutableList.builder();
        for (String value : values) {
            files.add(OwnFile.parse(option, value, OwnFileOptions::exists));
        }
        return files.build();
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
