package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the man pages; the build does so. */
@Command(
        name = "man",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Writes a man page for each command.",
        footerHeading = "%nExample:%n",
        footer = "  relaycheck man target/man && man -l target/man/relaycheck-scan.1")
public final class ManCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where to; made where it is missing.")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        write(spec.root());
        return ExitStatus.OK;
    }

    private void write(CommandSpec command) throws IOException {
        Path page = directory.resolve(ManPage.name(command) + ".1");
        Files.writeString(page, new ManPage(command).text(), UTF_8);
        for (CommandLine sub : command.subcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                write(sub.getCommandSpec());
            }
        }
    }
}
