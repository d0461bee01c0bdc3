package relaycheck.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import relaycheck.verdict.Finding;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A finding as one line of JSON in plain ASCII: what a peer said can do nothing to a terminal. */
public final class FindingText {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Bytes that most lines fit in, so that they need not grow: without its probes, and for each. */
    private static final int USUAL = 512;

    private static final int USUAL_PROBE = 640;

    private FindingText() {}

    /** The line, without its end. */
    public static String write(Finding finding) {
        return new String(bytes(finding), ISO_8859_1);
    }

    /** The bytes of the line, without its end: what files and the store take. */
    static byte[] bytes(Finding finding) {
        ByteArrayOutputStream line =
                new ByteArrayOutputStream(USUAL + USUAL_PROBE * finding.probes().size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            FindingJson.write(json, finding);
        }
        return line.toByteArray();
    }

    /**
     * The finding that a line holds.
     *
     * @throws IllegalArgumentException where it holds none
     */
    public static Finding read(String line) {
        JsonNode json;
        try {
            json = Reader.MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        return FindingJson.read(json);
    }

    /** Loaded at the first reading: a scan alone only writes. */
    private static final class Reader {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();
    }
}
