package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The formats that there are: a new one is a new file and one line here. */
public final class ReportFormats {
    /** Every format, the one for people first. */
    public static final ImmutableList<ReportFormat> ALL = ImmutableList.of(
            TextReport.PLAIN,
            new HtmlFormat(),
            new JsonReport(),
            new JsonLinesReport(),
            new CsvReport(),
            new SarifReport(),
            new JunitReport(),
            new DefectDojoReport(),
            new OcsfReport(),
            new MarkdownReport(),
            new PrometheusReport(),
            new NmapReport());

    private ReportFormats() {}

    /**
     * The format of this name.
     *
     * @throws IllegalArgumentException where there is none; its message names those that there are
     */
    public static ReportFormat named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        NearestWord.complaint("no report format is called", name, names())));
    }

    /**
     * The format that the ending of a file's name picks; the longest ending that fits wins.
     *
     * @throws IllegalArgumentException where none fits; its message names the endings that there are
     */
    public static ReportFormat forFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .flatMap(format -> format.endings().stream().map(ending -> Map.entry(ending, format)))
                .filter(entry -> name.endsWith("." + entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalArgumentException(unknownEnding(file)));
    }

    /** The names for {@code --format}, in order. */
    public static ImmutableList<String> names() {
        return words(format -> ImmutableList.of(format.name()));
    }

    /** The endings of file names, with their dot, in order. */
    public static ImmutableList<String> endings() {
        return words(
                format -> format.endings().stream().map(ending -> "." + ending).collect(toImmutableList()));
    }

    private static ImmutableList<String> words(Function<ReportFormat, ImmutableList<String>> words) {
        return ALL.stream().flatMap(format -> words.apply(format).stream()).collect(toImmutableList());
    }

    private static String unknownEnding(String file) {
        int dot = file.lastIndexOf('.');
        String ending = dot < 0 ? "" : file.substring(dot);
        return NearestWord.complaint("no report format ends in", ending.isEmpty() ? file : ending, endings());
    }
}
