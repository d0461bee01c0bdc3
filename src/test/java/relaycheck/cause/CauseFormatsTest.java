package relaycheck.cause;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import relaycheck.report.JsonSchemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CauseFormatsTest {
    private static final Findings OPEN = new Causes(
                    new TextConfigFiles(ImmutableMap.of(
                            "/etc/a b/open.conf", "# \u001b[31m\nProxyRequests On\nAllowCONNECT 443 80 25\n",
                            "conf/own.conf", "http_port 3128\nacl own src 10.0.0.0/8\nhttp_access allow own\n",
                            "conf/off.conf", "ProxyRequests Off\nAllowCONNECT 443\n")),
                    Optional.empty())
            .read(List.of("/etc/a b/open.conf", "conf/own.conf", "conf/off.conf", "gone\u001b.conf"));

    @Test
    void json_hasTheKeysOfItsContract() throws IOException {
        JsonNode report = JsonMapper.builder().build().readTree(written("json", OPEN));
        assertThat(report.propertyNames()).containsExactlyInAnyOrder("schema", "files", "causes", "unread", "notes");
        assertThat(report.get("schema").asString()).isEqualTo("relaycheck-cause/1");
        assertThat(report.get("files").asInt()).isEqualTo(3);
        assertThat(report.get("unread")).hasSize(1);
        assertThat(report.get("notes")).hasSize(1);
        JsonNode first = report.get("causes").get(0);
        assertThat(first.propertyNames())
                .containsExactly(
                        "file",
                        "line",
                        "directive",
                        "software",
                        "opens",
                        "listens",
                        "to",
                        "severity",
                        "because",
                        "remedy");
        assertThat(first.get("opens").toString()).isEqualTo("{\"get\":true,\"connect\":[443,80,25]}");
        assertThat(first.get("remedy").propertyNames()).containsExactly("text", "change");
        assertThat(first.get("line").asInt()).isEqualTo(2);
        assertThat(first.get("to").asString()).isEqualTo("anyone");
        assertThat(first.get("severity").asString()).isEqualTo("critical");
        assertThat(report.get("causes").get(1).get("severity").asString()).isEqualTo("low");
    }

    @Test
    void json_fitsItsSchema() throws IOException {
        assertThat(JsonSchemas.errorsOf("cause", written("json", OPEN))).isEmpty();
        assertThat(JsonSchemas.errorsOf("cause", written("json", Findings.NONE)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            relaycheck-cause/1      | relaycheck-cause/2
            "get" : true            | "get" : "yes"
            "to" : "anyone"         | "to" : "addresses"
            "severity" : "critical" | "severity" : "low"
            "severity" : "low"      | "severity" : "high"
            "change"                | "patch"
            "line" : 2              | "line" : -1
            """)
    void anythingElse_doesNotFitTheSchema(String right, String wrong) throws IOException {
        String json = written("json", OPEN);
        assertThat(json).contains(right);
        assertThat(JsonSchemas.errorsOf("cause", json.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void sarif_isValidByTheOfficialSchema() throws IOException {
        String schema = Resources.toString(Resources.getResource("schema/sarif-schema-2.1.0.json"), UTF_8);
        String sarif = written("sarif", OPEN);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(sarif, InputFormat.JSON))
                .isEmpty();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(sarif.replace("\"startLine\" : 2", "\"startLine\" : 0"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void sarif_hasWhatCodeHostsShow() throws IOException {
        JsonNode run =
                JsonMapper.builder().build().readTree(written("sarif", OPEN)).at("/runs/0");
        JsonNode result = run.at("/results/0");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(2);
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("file:///etc/a%20b/open.conf");
        assertThat(run.at("/results/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("conf/own.conf");
        assertThat(run.at("/tool/driver/rules").findValuesAsString("id"))
                .contains(result.get("ruleId").asString());
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
    }

    @Test
    void junit_countsOpenDoorsAsFailuresAndUnreadFilesAsErrors() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(written("junit", OPEN))));
        assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("4");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"text", "json", "sarif", "junit"})
    void everyFormat_escapesWhatCouldHideOrMove(String format) throws IOException {
        assertThat(written(format, OPEN)).doesNotContain("\u001b").contains("gone");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'Port 8888',                    write: Allow 127.0.0.1
            'Port 8888|Allow 0.0.0.0/0',    change it to: Allow 127.0.0.1
            """)
    void lineOfTheRemedy_takesThePlaceOfOneOfItsKindOnly(String lines, String step) throws IOException {
        Findings findings = tinyproxy(lines);
        assertThat(written("text", findings)).contains("    " + step + "\n");
        assertThat(written("sarif", findings)).containsIgnoringCase(" denied. " + step);
        assertThat(written("junit", findings)).containsIgnoringCase(" denied. " + step);
    }

    @Test
    void lineThatMayStay_isNotToBeChangedToItself() throws IOException {
        assertThat(written("text", tinyproxy("Port 8888|Allow 127.0.0.1")))
                .contains("LOW  /e/tinyproxy.conf:2  Allow 127.0.0.1")
                .doesNotContain("change it to");
    }

    private static Findings tinyproxy(String lines) {
        String text = lines.replace('|', '\n') + "\n";
        return new Causes(new TextConfigFiles(ImmutableMap.of("/e/tinyproxy.conf", text)), Optional.empty())
                .read(List.of("/e/tinyproxy.conf"));
    }

    @ParameterizedTest
    @CsvSource({"a.txt,text", "a.JSON,json", "a.sarif,sarif", "a.sarif.json,sarif", "a.xml,junit"})
    void ending_picksTheFormat(String file, String format) {
        assertThat(CauseFormats.endingOf(file)).map(CauseFormat::name).contains(format);
    }

    @Test
    void anotherEnding_picksNone() {
        assertThat(CauseFormats.endingOf("a.doc")).isEmpty();
    }

    private static String written(String format, Findings findings) throws IOException {
        StringBuilder out = new StringBuilder();
        CauseFormats.named(format).orElseThrow().write(findings, out);
        return out.toString();
    }
}
