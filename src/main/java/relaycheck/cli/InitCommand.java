package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.text.Reason;

/** Writes the files that a first scan needs, with comments in them. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Writes a targets file, a scope and a file of accepted risks, all with comments, to begin with."
                + " What is there already stays as it is.",
        footerHeading = "%nExamples:%n",
        footer = {"  relaycheck init", "  relaycheck init /etc/relaycheck"})
public final class InitCommand implements Callable<Integer> {
    private static final ImmutableList<String> FILES = ImmutableList.of("targets.txt", "scope.txt", "accepted.toml");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "An existing directory (default: the current one).")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), directory + " is not a directory");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (String name : FILES) {
            out.println(write(directory.resolve(name).normalize(), name));
        }
        out.println("next: relaycheck scan " + directory.resolve(FILES.get(0)).normalize() + " --dry-run");
        return ExitStatus.OK;
    }

    private static String write(Path file, String name) throws IOException {
        try {
            byte[] content = Resources.toByteArray(Resources.getResource(InitCommand.class, "init/" + name));
            Files.write(file, content, StandardOpenOption.CREATE_NEW);
            return "wrote " + file;
        } catch (FileAlreadyExistsException e) {
            return "left " + file + " as it is";
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + Reason.of(e), e);
        }
    }
}
