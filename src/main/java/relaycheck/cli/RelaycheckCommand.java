package relaycheck.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command: names its subcommands, does nothing itself. */
@Command(
        name = "relaycheck",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Does any of my hosts relay traffic for strangers? Asks, and proves it.",
        footerHeading = "%nFirst steps:%n",
        footer = {
            "  relaycheck init                          begin with files to fill in",
            "  relaycheck demo                          what open and closed ones look like",
            "  relaycheck scan targets.txt              ask your hosts",
            "  relaycheck config /etc/apache2           which line opens it",
            "  relaycheck log /var/log/apache2/*.log    was it abused"
        })
public final class RelaycheckCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, for example: relaycheck scan targets.txt");
    }
}
