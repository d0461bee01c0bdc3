package relaycheck.report;

import com.google.common.hash.Hashing;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import relaycheck.history.Run;
import relaycheck.policy.Ruling;
import relaycheck.policy.Standing;
import relaycheck.text.Plural;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import tools.jackson.core.JsonGenerator;

/**
 * SARIF 2.1.0 with the properties that GitHub code scanning asks for. What could not be judged is a notification of the
 * tool, not a result: a result is an alert.
 */
final class SarifReport implements ReportFormat {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** GitHub tracks an alert by this name; another name beside it is for everybody else. */
    private static final String GITHUB_FINGERPRINT = "primaryLocationLineHash";

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public void write(Report report, OutputStream out) {
        try (JsonGenerator json = JsonOutput.document(out)) {
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("version", "2.1.0");
            json.writeArrayPropertyStart("runs");
            json.writeStartObject();
            tool(json, report.run());
            json.writeObjectPropertyStart("automationDetails");
            json.writeStringProperty("id", "relaycheck/" + report.run().id());
            json.writeEndObject();
            invocation(json, report);
            json.writeArrayPropertyStart("results");
            Concern.in(report).forEach(concern -> result(json, concern, report.standing()));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void tool(JsonGenerator json, Run run) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "relaycheck");
        json.writeStringProperty("version", run.version());
        json.writeArrayPropertyStart("rules");
        SarifRule.all().forEach(rule -> rule.write(json));
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void invocation(JsonGenerator json, Report report) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", report.run().complete());
        json.writeStringProperty("startTimeUtc", report.run().started().toString());
        report.run().finished().ifPresent(end -> json.writeStringProperty("endTimeUtc", end.toString()));
        json.writeArrayPropertyStart("toolExecutionNotifications");
        report.run().warnings().forEach(warning -> notification(json, warning));
        if (!report.run().complete()) {
            notification(json, "the scan was not completed: what is missing here may be as open as before");
        }
        long unjudged = report.summary().of(Verdict.INCONCLUSIVE);
        if (unjudged > 0) {
            notification(
                    json,
                    Plural.of(unjudged, "endpoint", "endpoints")
                            + " could not be judged: no answer when one was needed");
        }
        if (report.summary().skipped() > 0) {
            long skipped = report.summary().skipped();
            notification(json, Plural.of(skipped, "listed target was", "listed targets were") + " not scanned");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void notification(JsonGenerator json, String words) {
        json.writeStartObject();
        json.writeStringProperty("level", "warning");
        text(json, "message", words);
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Concern concern, Standing standing) {
        json.writeStartObject();
        SarifRule rule = SarifRule.of(concern);
        json.writeStringProperty("ruleId", rule.id());
        json.writeNumberProperty("ruleIndex", SarifRule.all().indexOf(rule));
        json.writeStringProperty("level", level(concern.finding().severity()));
        text(json, "message", concern.message());
        location(json, concern);
        standing(json, concern, standing);
        json.writeObjectPropertyStart("partialFingerprints");
        String fingerprint = Hashing.sha256()
                .hashString(concern.id(), StandardCharsets.UTF_8)
                .toString();
        json.writeStringProperty(GITHUB_FINGERPRINT, fingerprint + ":1");
        json.writeStringProperty("relaycheckEndpoint/v1", fingerprint);
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("verdict", concern.finding().verdict().name());
        json.writeStringProperty("severity", concern.finding().severity().word());
        JsonOutput.strings(json, "exchanges", concern.exchanges());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What the policy excuses is suppressed, and what an earlier scan had is not new. */
    private static void standing(JsonGenerator json, Concern concern, Standing standing) {
        standing.change(concern.finding().endpoint())
                .ifPresent(change -> json.writeStringProperty(
                        "baselineState",
                        switch (change.kind()) {
                            case SAME -> "unchanged";
                            case CHANGED -> "updated";
                            default -> "new";
                        }));
        standing.ruling(concern.finding()).filter(Ruling::excuses).ifPresent(ruling -> {
            json.writeArrayPropertyStart("suppressions");
            json.writeStartObject();
            json.writeStringProperty("kind", "external");
            json.writeStringProperty("status", "accepted");
            json.writeStringProperty("justification", concern.stable(ruling.words()));
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    /** GitHub takes only relative paths of files: the endpoint as a path, and beside it as what it is. */
    private static void location(JsonGenerator json, Concern concern) {
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty(
                "uri",
                "endpoints/" + concern.finding().endpoint().host() + "/"
                        + concern.finding().endpoint().port());
        json.writeEndObject();
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", 1);
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayPropertyStart("logicalLocations");
        json.writeStartObject();
        json.writeStringProperty(
                "fullyQualifiedName", concern.finding().endpoint().toString());
        json.writeStringProperty("kind", "resource");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static String level(Severity severity) {
        return severity.isAtLeast(Severity.HIGH) ? "error" : severity == Severity.MEDIUM ? "warning" : "note";
    }

    static void text(JsonGenerator json, String name, String words) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", words);
        json.writeEndObject();
    }
}
