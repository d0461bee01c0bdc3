package relaycheck.cli;

import java.time.DateTimeException;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import relaycheck.report.OutputFile;

/** What the user gave is right, or the command says what is wrong with it. */
final class Checked {
    private Checked() {}

    static <T> T value(CommandSpec spec, Supplier<T> value) {
        return value(spec, "", value);
    }

    /** The same of an option, which is named: what is wrong with it alone does not tell. */
    static <T> T option(CommandSpec spec, String option, Supplier<T> value) {
        return value(spec, option + ": ", value);
    }

    private static <T> T value(CommandSpec spec, String before, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new ParameterException(spec.commandLine(), before + wrong.getMessage(), wrong);
        }
    }

    /** A place for an output, known before the work, so that none is lost for it. */
    static String place(CommandSpec spec, String output) {
        return value(spec, () -> {
            OutputFile.checkPlace(output);
            return output;
        });
    }
}
