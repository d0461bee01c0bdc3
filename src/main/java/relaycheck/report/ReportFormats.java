package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.Locale;
import java.util.Map;

/**
 * The formats that there are: a new one is a new file, and a line in both lists here. A format is loaded when it is chosen: to
 * load all of them would take longer than the report of a small scan.
 */
public final class ReportFormats {
    /** The endings of file names, without their dot, by the name for {@code --format}; the one for people first. */
    private static final ImmutableListMultimap<String, String> ENDINGS = ImmutableListMultimap.<String, String>builder()
            .putAll("text", "txt", "text")
            .putAll("html", "html", "htm")
            .putAll("json", "json")
            .putAll("jsonl", "jsonl")
            .putAll("csv", "csv")
            .putAll("sarif", "sarif", "sarif.json")
            .putAll("junit", "xml", "junit.xml")
            .putAll("defectdojo", "dojo.json")
            .putAll("ocsf", "ocsf.json")
            .putAll("markdown", "md", "markdown")
            .putAll("prometheus", "prom")
            .putAll("nmap", "nmap.xml")
            .build();

    private ReportFormats() {}

    /**
     * The format of this name.
     *
     * @throws IllegalArgumentException where there is none; its message names those that there are
     */
    public static ReportFormat named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> TextReport.PLAIN;
            case "html" -> new HtmlFormat();
            case "json" -> new JsonReport();
            case "jsonl" -> new JsonLinesReport();
            case "csv" -> new CsvReport();
            case "sarif" -> new SarifReport();
            case "junit" -> new JunitReport();
            case "defectdojo" -> new DefectDojoReport();
            case "ocsf" -> new OcsfReport();
            case "markdown" -> new MarkdownReport();
            case "prometheus" -> new PrometheusReport();
            case "nmap" -> new NmapReport();
            default ->
                throw new IllegalArgumentException(NearestWord.complaint("no report format is called", name, names()));
        };
    }

    /**
     * The format that the ending of a file's name picks; the longest ending that fits wins.
     *
     * @throws IllegalArgumentException where none fits; its message names the endings that there are
     */
    public static ReportFormat forFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        String format = "";
        int longest = 0;
        for (Map.Entry<String, String> each : ENDINGS.entries()) {
            String ending = each.getValue();
            if (ending.length() > longest && name.endsWith("." + ending)) {
                format = each.getKey();
                longest = ending.length();
            }
        }
        if (longest == 0) {
            throw new IllegalArgumentException(unknownEnding(file));
        }
        return named(format);
    }

    /** The names for {@code --format}, in order. */
    public static ImmutableList<String> names() {
        return ENDINGS.keySet().asList();
    }

    /** The endings of file names, with their dot, in order. */
    public static ImmutableList<String> endings() {
        ImmutableList.Builder<String> endings = ImmutableList.builder();
        for (String ending : ENDINGS.values()) {
            endings.add("." + ending);
        }
        return endings.build();
    }

    private static String unknownEnding(String file) {
        int dot = file.lastIndexOf('.');
        String ending = dot < 0 ? "" : file.substring(dot);
        return NearestWord.complaint("no report format ends in", ending.isEmpty() ? file : ending, endings());
    }
}
