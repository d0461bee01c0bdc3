package relaycheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import relaycheck.text.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report that was written as JSON, or as lines of JSON. What is something else is refused: nothing was found wrong in it,
 * and nothing can be.
 *
 * @param run       the id of its run; {@code last} where it names none
 * @param endpoints what is said of each endpoint
 */
record WrittenReport(String run, ImmutableList<JsonNode> endpoints) {
    /**
     * Reads a report; one that ends in {@code .jsonl} holds lines.
     *
     * @throws IllegalArgumentException with a message for the user, where there is none
     */
    static WrittenReport read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": is a folder; name a .json or .jsonl report");
        }
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
            return file.toString().endsWith(".jsonl") ? lines(file, reader) : document(file, reader);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + Reason.of(e), e);
        }
    }

    private static WrittenReport document(Path file, BufferedReader reader) throws IOException {
        JsonNode report;
        try {
            report = JsonMapper.shared().readTree(reader);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": is not JSON", e);
        }
        boolean known = report.path("schema").asString("").startsWith("relaycheck-report/");
        if (!known || !report.path("endpoints").isArray()) {
            throw new IllegalArgumentException(file + ": is not a report of relaycheck");
        }
        ImmutableList<JsonNode> endpoints = ImmutableList.copyOf(report.path("endpoints"));
        for (JsonNode endpoint : endpoints) {
            check(endpoint, file.toString());
        }
        return new WrittenReport(report.path("scan").path("id").asString(RunChoice.LAST), endpoints);
    }

    private static WrittenReport lines(Path file, BufferedReader reader) throws IOException {
        ImmutableList.Builder<JsonNode> endpoints = ImmutableList.builder();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                endpoints.add(check(endpoint(line, file + ":" + number), file + ":" + number));
            }
        }
        return new WrittenReport(RunChoice.LAST, endpoints.build());
    }

    private static JsonNode endpoint(String line, String place) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(place + ": is not JSON", e);
        }
    }

    private static JsonNode check(JsonNode endpoint, String place) {
        boolean whole = endpoint.path("address").isString()
                && endpoint.path("verdict").isString()
                && endpoint.path("probes").isArray();
        if (!whole) {
            throw new IllegalArgumentException(place + ": holds what is no endpoint of a report of relaycheck");
        }
        return endpoint;
    }
}
