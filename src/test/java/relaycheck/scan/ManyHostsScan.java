package relaycheck.scan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** relaycheck as a process of its own, scanning {@link ManyHosts}; in a folder that holds what it writes. */
final class ManyHostsScan {
    static final int ENDPOINTS = 2_000;
    private static final String ADDRESSES = "127.77.0.0-127.77.3.231";

    private ManyHostsScan() {}

    /** Scans, or goes on with what was begun. */
    static Process start(Path folder, int port, Path store) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("scan", ADDRESSES, "-p", "1," + port, "--resume", "--store", store.toString()));
        arguments.addAll(List.of("--rate", "unlimited", "--in-flight", "50", "--canary-listen", "127.0.0.1"));
        arguments.addAll(List.of("-q", "-o", "report.json", "-o", "findings.jsonl"));
        return run(folder, arguments);
    }

    /** Any command; what it says is appended to {@code log}. */
    static Process run(Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("relaycheck.jar")));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    static long lines(Path folder) throws IOException {
        Path findings = folder.resolve("findings.jsonl");
        if (!Files.exists(findings)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(findings, UTF_8)) {
            return lines.count();
        }
    }

    static ImmutableList<String> verdicts(Path folder) throws IOException {
        JsonNode report = report(folder);
        assertThat(report.path("scan").path("complete").booleanValue()).isTrue();
        return Streams.stream(report.path("endpoints"))
                .map(each -> each.path("address").stringValue() + ":"
                        + each.path("port").intValue() + " "
                        + each.path("verdict").stringValue())
                .sorted()
                .collect(toImmutableList());
    }

    /** The connections that the receipt tells of. */
    static long connections(Path folder) throws IOException {
        return report(folder).at("/scan/receipt/connections").longValue();
    }

    private static JsonNode report(Path folder) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(folder.resolve("report.json"), UTF_8));
    }
}
