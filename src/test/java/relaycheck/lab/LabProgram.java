package relaycheck.lab;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import relaycheck.real.RealProgram;

/**
 * A program of the lab.
 *
 * @param name its binary's
 * @param run the shell lines that start it in the foreground, with placeholders
 */
record LabProgram(String name, String run) implements RealProgram {
    @Override
    public ImmutableList<String> command(Path dir, Path file) {
        return ImmutableList.<String>builder()
                .add("/bin/sh", "-c")
                .addAll(arguments(dir, file))
                .build();
    }

    @Override
    public ImmutableList<String> arguments(Path dir, Path file) {
        return ImmutableList.of("PATH=$PATH:/usr/sbin\nset -e\n"
                + run.replace("{dir}", dir.toString()).replace("{file}", file.toString()));
    }

    @Override
    public String configuration(String lines) {
        return lines;
    }
}
