package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.io.OutputStream;
import java.util.Locale;
import relaycheck.history.Run;
import relaycheck.product.Remedy;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import tools.jackson.core.JsonGenerator;

/** OCSF 1.3 "Vulnerability Finding" events (class 2002), in one array. */
final class OcsfReport implements ReportFormat {
    private static final String VERSION = "1.3.0";
    private static final int CATEGORY = 2;
    private static final int CLASS = 2002;
    private static final int CREATE = 1;
    /** Status: what its owner has accepted or meant is reviewed, and no work (3). */
    private static final int NEW = 1;

    private static final int SUPPRESSED = 3;
    /** Confidence: proof is high (3), an attempt is medium (2). */
    private static final int HIGH = 3;

    private static final int MEDIUM = 2;

    @Override
    public String name() {
        return "ocsf";
    }

    @Override
    public void write(Report report, OutputStream out) {
        try (JsonGenerator json = JsonOutput.document(out)) {
            json.writeStartArray();
            Concern.in(report)
                    .forEach(concern ->
                            event(json, report.run(), concern, report.standing().excuses(concern.finding())));
            json.writeEndArray();
        }
    }

    private static void event(JsonGenerator json, Run run, Concern concern, boolean excused) {
        Finding finding = concern.finding();
        json.writeStartObject();
        json.writeNumberProperty("category_uid", CATEGORY);
        json.writeNumberProperty("class_uid", CLASS);
        json.writeNumberProperty("activity_id", CREATE);
        json.writeNumberProperty("type_uid", CLASS * 100 + CREATE);
        json.writeNumberProperty("time", finding.at().toEpochMilli());
        json.writeNumberProperty("severity_id", severity(finding.severity()));
        json.writeNumberProperty("status_id", excused ? SUPPRESSED : NEW);
        json.writeNumberProperty("confidence_id", finding.verdict() == Verdict.OPEN ? HIGH : MEDIUM);
        json.writeStringProperty("message", concern.message());
        metadata(json, run);
        information(json, concern);
        vulnerability(json, concern);
        resource(json, concern);
        unmapped(json, concern);
        json.writeEndObject();
    }

    private static void metadata(JsonGenerator json, Run run) {
        json.writeObjectPropertyStart("metadata");
        json.writeStringProperty("version", VERSION);
        json.writeStringProperty("correlation_uid", run.id());
        json.writeObjectPropertyStart("product");
        json.writeStringProperty("name", "relaycheck");
        json.writeStringProperty("vendor_name", "relaycheck");
        json.writeStringProperty("version", run.version());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void information(JsonGenerator json, Concern concern) {
        json.writeObjectPropertyStart("finding_info");
        json.writeStringProperty("uid", concern.id());
        json.writeStringProperty("title", concern.title());
        json.writeStringProperty("desc", concern.because());
        JsonOutput.strings(json, "types", ImmutableList.of(concern.rating().id()));
        json.writeEndObject();
    }

    private static void vulnerability(JsonGenerator json, Concern concern) {
        Ratings.Weakness weakness = Ratings.standard().weakness();
        Remedy remedy = concern.remedy(Locale.ENGLISH);
        json.writeArrayPropertyStart("vulnerabilities");
        json.writeStartObject();
        json.writeStringProperty("title", concern.rating().title());
        json.writeStringProperty("desc", concern.rating().summary());
        json.writeStringProperty("severity", concern.finding().severity().word());
        json.writeObjectPropertyStart("cwe");
        json.writeStringProperty("uid", "CWE-" + weakness.cwe());
        json.writeStringProperty("caption", weakness.name());
        json.writeStringProperty("src_url", weakness.url());
        json.writeEndObject();
        json.writeObjectPropertyStart("remediation");
        json.writeStringProperty(
                "desc", remedy.change() + "\n" + Joiner.on('\n').join(remedy.configuration()));
        json.writeEndObject();
        JsonOutput.strings(json, "references", ImmutableList.of(weakness.url(), weakness.attacks()));
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void resource(JsonGenerator json, Concern concern) {
        Finding finding = concern.finding();
        json.writeArrayPropertyStart("resources");
        json.writeStartObject();
        json.writeStringProperty("uid", finding.endpoint().toString());
        json.writeStringProperty("name", finding.endpoint().toString());
        json.writeStringProperty("type", "network endpoint");
        JsonOutput.strings(
                json,
                "labels",
                finding.label().map(concern::stable).map(ImmutableList::of).orElse(ImmutableList.of()));
        json.writeEndObject();
        json.writeEndArray();
    }

    /** What the class has no words for. */
    private static void unmapped(JsonGenerator json, Concern concern) {
        json.writeObjectPropertyStart("unmapped");
        json.writeStringProperty("verdict", concern.finding().verdict().name());
        JsonOutput.strings(json, "exchanges", concern.exchanges());
        json.writeEndObject();
    }

    private static int severity(Severity severity) {
        return switch (severity) {
            case NONE, INFO -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }
}
