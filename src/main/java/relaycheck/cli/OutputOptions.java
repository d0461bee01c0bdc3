package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import relaycheck.report.OutputFile;
import relaycheck.report.ReportFormats;

/** What is written where, and what counts as a failure. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a report there; its ending picks the format, - is standard output. Repeatable.")
    private List<String> files = List.of();

    @Option(names = "--format", paramLabel = "NAME", description = "The format of all -o, whatever their endings.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            converter = LanguageConverter.class,
            description = "The language of reports for people: en or ja (default: ${DEFAULT-VALUE}).")
    private Locale language = Locale.ENGLISH;

    @Mixin
    private PolicyOptions policy;

    @Mixin
    private NotifyOptions notify;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "Colours on standard output: auto (on a terminal, unless NO_COLOR is set), always or never.")
    private When color = When.AUTO;

    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "How far a scan is: auto (as always, but not with -q), always or never.")
    private When progress = When.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no report on standard output unless -o - asks for it.")
    private boolean quiet;

    /** When something is shown. */
    enum When {
        ALWAYS,
        /** Where a person looks. */
        AUTO,
        NEVER
    }

    /**
     * The outputs, their places checked; the terminal first, unless it is to stay quiet.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    ImmutableList<OutputFile> outputs() {
        ImmutableList.Builder<OutputFile> outputs = ImmutableList.builder();
        if (!quiet && !files.contains(OutputFile.STDOUT)) {
            outputs.add(new OutputFile(OutputFile.STDOUT, ReportFormats.named("text")));
        }
        List<String> wrong = new ArrayList<>();
        if (format.isPresent() && files.isEmpty()) {
            wrong.add("--format is the format of -o: add -o FILE, or -o - for standard output");
        }
        for (String file : files) {
            try {
                outputs.add(output(file, format));
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        return outputs.build();
    }

    /**
     * One output, its place checked.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static OutputFile output(String file, Optional<String> format) {
        try {
            return OutputFile.of(file, format);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-o " + e.getMessage(), e);
        }
    }

    /** The outputs, as the user names them. */
    ImmutableList<String> files() {
        return ImmutableList.copyOf(files);
    }

    /** What is read for all of this. */
    Iterable<Path> filesRead() {
        return Iterables.concat(policy.files(), notify.files());
    }

    PolicyOptions policy() {
        return policy;
    }

    NotifyOptions notices() {
        return notify;
    }

    Locale language() {
        return language;
    }

    When color() {
        return color;
    }

    /** Whether what a person looks at is coloured. */
    boolean wantsColour() {
        return color == When.ALWAYS || color == When.AUTO && Terminal.wantsColour(System.getenv());
    }

    When progress() {
        return quiet && progress == When.AUTO ? When.NEVER : progress;
    }

    boolean quiet() {
        return quiet;
    }
}
