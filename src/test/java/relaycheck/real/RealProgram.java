package relaycheck.real;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server program of the system: how a test's few lines become its configuration, and how it is started. */
public interface RealProgram {
    /** Its name, which is also its binary's. */
    String name();

    /** What {@code config} calls its configurations. */
    default String dialect() {
        return name();
    }

    /** The arguments that run it in the foreground from this file. */
    ImmutableList<String> arguments(Path dir, Path file);

    /** The whole configuration around the lines that a test cares about. */
    String configuration(String lines);

    /** The whole command. */
    default ImmutableList<String> command(Path dir, Path file) {
        return ImmutableList.<String>builder()
                .add(binary().toString())
                .addAll(arguments(dir, file))
                .build();
    }

    /** Where it lies. */
    default Path binary() {
        return Path.of("/usr/sbin", name()).toFile().canExecute()
                ? Path.of("/usr/sbin", name())
                : Path.of("/usr/bin", name());
    }

    /** Whether it is there. */
    default boolean isInstalled() {
        return Files.isExecutable(binary());
    }

    /** Starts it with these lines in its usual surroundings. */
    default RealServer start(String lines) {
        return start(lines, ImmutableMap.of());
    }

    /** The same, with further files beside the configuration, by name. */
    default RealServer start(String lines, ImmutableMap<String, String> files) {
        return RealServer.start(this, configuration(lines), RealServer.freePlace(RealServer.ADDRESS), files);
    }
}
