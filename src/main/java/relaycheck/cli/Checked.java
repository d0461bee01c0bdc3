package relaycheck.cli;

import com.google.common.collect.Lists;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
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

    /** Places for outputs, known before the work, so that none is lost for it, nor anything that is read. */
    static void places(CommandSpec spec, List<String> outputs, List<String> read) {
        value(spec, () -> {
            outputs.forEach(OutputFile::checkPlace);
            OutputPlaces.check(outputs, Lists.transform(read, Path::of));
            return outputs;
        });
    }
}
