package relaycheck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import relaycheck.cli.ExitStatus;
import relaycheck.cli.HeadStart;
import relaycheck.cli.RelaycheckCommand;
import relaycheck.cli.StandardOutput;
import relaycheck.cli.Subcommands;
import relaycheck.cli.WrongUsage;
import relaycheck.text.Printable;

/** Starts the command that was asked for; the only place that ends the process. */
public final class Main {
    private Main() {}

    /** Runs relaycheck and exits with its status. */
    public static void main(String[] arguments) {
        // no output goes by the user's country, and HttpCore names each session by a format, which would look up its
        // digits
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        HeadStart.of(arguments);
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(output, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        int status = run(out, err, arguments);
        out.flush();
        System.exit(output.status(status, err));
    }

    /** Runs relaycheck as {@link #main} does, with its output given, and returns the exit status. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            CommandLine command = Subcommands.of(new CommandLine(new RelaycheckCommand()), arguments)
                    .setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(WrongUsage::tell)
                    .setExecutionExceptionHandler(Main::failed);
            return WrongUsage.gatheredBy(command, arguments).execute(arguments);
        } catch (Error e) {
            // the status that Java has for it is the one that says that something is exposed
            err.println("relaycheck: " + Printable.line(e.toString()));
            return ExitStatus.INCOMPLETE;
        }
    }

    private static int failed(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        String what = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        command.getErr().println("relaycheck: " + Printable.lines(what));
        return ExitStatus.INCOMPLETE;
    }
}
