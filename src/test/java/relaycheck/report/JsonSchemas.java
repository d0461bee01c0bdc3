package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that reports are held to. */
public final class JsonSchemas {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonSchemas() {}

    /** What is wrong with a report of ours. */
    static List<Error> errorsOfReport(String json) throws IOException {
        return errorsOf("report", json);
    }

    /** What is wrong with a document of ours: a report, a cause, an impact. */
    public static List<Error> errorsOf(String name, String json) throws IOException {
        return of(SpecificationVersion.DRAFT_2020_12, ours(name)).validate(MAPPER.readTree(json));
    }

    /** What is wrong with a line of findings. */
    static List<Error> errorsOfLine(String json) throws IOException {
        ObjectNode schema = (ObjectNode) ours("report");
        schema.remove("required");
        schema.remove("properties");
        schema.put("$ref", "#/$defs/endpoint");
        return of(SpecificationVersion.DRAFT_2020_12, schema).validate(MAPPER.readTree(json));
    }

    /** What is wrong with a SARIF log, by OASIS' own schema. */
    static List<Error> errorsOfSarif(String json) throws IOException {
        String schema = Resources.toString(Resources.getResource("schema/sarif-schema-2.1.0.json"), UTF_8);
        return of(SpecificationVersion.DRAFT_7, MAPPER.readTree(schema)).validate(MAPPER.readTree(json));
    }

    private static JsonNode ours(String name) throws IOException {
        return MAPPER.readTree(Files.readString(Path.of("src/docs", name + ".schema.json"), UTF_8));
    }

    private static Schema of(SpecificationVersion version, JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(version).getSchema(schema);
    }
}
