package relaycheck.report;

import com.google.common.collect.Lists;
import java.io.OutputStream;
import relaycheck.history.Baseline;
import relaycheck.history.Change;
import relaycheck.history.Run;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;
import tools.jackson.core.JsonGenerator;

/** Everything, as one JSON document; its schema is among the documents for users. */
final class JsonReport implements ReportFormat {
    /** What the document says that it is; changes are additions only. */
    static final String SCHEMA = "relaycheck-report/1";

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void write(Report report, OutputStream out) {
        try (JsonGenerator json = JsonOutput.document(out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            scan(json, report.run());
            summary(json, report.summary());
            report.standing().baseline().ifPresent(baseline -> baseline(json, baseline));
            report.vantages().ifPresent(vantages -> VantagesJson.write(json, vantages));
            json.writeArrayPropertyStart("endpoints");
            for (Finding finding : report.findings()) {
                json.writeRaw('\n'); // one a line: for editors, and for comparing two reports
                FindingJson.write(json, finding, report.standing());
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("skipped");
            report.skipped().forEach(skipped -> skipped(json, skipped));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void scan(JsonGenerator json, Run run) {
        json.writeObjectPropertyStart("scan");
        json.writeStringProperty("id", run.id());
        json.writeStringProperty("version", run.version());
        json.writeStringProperty("started", run.started().toString());
        JsonOutput.orNull(json, "finished", run.finished().map(Object::toString));
        json.writeBooleanProperty("complete", run.complete());
        json.writeStringProperty("vantage", run.vantage());
        canary(json, run.canary());
        json.writeObjectPropertyStart("settings");
        run.settings().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeStringProperty("digest", run.digest());
        JsonOutput.strings(json, "warnings", run.warnings());
        receipt(json, run.receipt());
        json.writeEndObject();
    }

    /** {@code address} is the first of the addresses: most canaries have one. */
    private static void canary(JsonGenerator json, Run.CanaryUsed canary) {
        json.writeObjectPropertyStart("canary");
        JsonOutput.orNull(json, "address", canary.addresses().stream().findFirst());
        JsonOutput.strings(json, "addresses", canary.addresses());
        json.writeArrayPropertyStart("ports");
        canary.ports().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeBooleanProperty("embedded", canary.embedded());
        json.writeEndObject();
    }

    private static void receipt(JsonGenerator json, Run.Receipt receipt) {
        json.writeObjectPropertyStart("receipt");
        json.writeNumberProperty("dials", receipt.dials());
        json.writeNumberProperty("connections", receipt.connections());
        json.writeNumberProperty("requests", receipt.requests());
        json.writeNumberProperty("bytesSent", receipt.bytesSent());
        json.writeNumberProperty("bytesReceived", receipt.bytesReceived());
        json.writeNumberProperty("peakRate", receipt.peakRate());
        json.writeNumberProperty("peakPerHost", receipt.peakPerHost());
        json.writeEndObject();
    }

    /** The earlier scan, and what is exposed in one of the two only. */
    private static void baseline(JsonGenerator json, Baseline baseline) {
        json.writeObjectPropertyStart("baseline");
        json.writeStringProperty("id", baseline.run().id());
        json.writeStringProperty("started", baseline.run().started().toString());
        for (Change.Kind kind : Change.Kind.values()) {
            if (kind != Change.Kind.SAME && kind != Change.Kind.HARMLESS) {
                JsonOutput.strings(
                        json,
                        kind.word(),
                        Lists.transform(
                                baseline.of(kind), change -> change.endpoint().toString()));
            }
        }
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, Summary summary) {
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("endpoints", summary.endpoints());
        json.writeObjectPropertyStart("verdicts");
        summary.verdicts().forEach((verdict, count) -> json.writeNumberProperty(verdict.name(), count));
        json.writeEndObject();
        json.writeObjectPropertyStart("severities");
        summary.severities().forEach((severity, count) -> json.writeNumberProperty(severity.word(), count));
        json.writeEndObject();
        json.writeNumberProperty("skipped", summary.skipped());
        json.writeEndObject();
    }

    private static void skipped(JsonGenerator json, Skipped skipped) {
        json.writeStartObject();
        json.writeStringProperty("spec", skipped.spec());
        JsonOutput.orNull(json, "address", skipped.endpoint().map(Endpoint::host));
        skipped.endpoint().ifPresent(endpoint -> json.writeNumberProperty("port", endpoint.port()));
        json.writeStringProperty("why", skipped.why());
        json.writeEndObject();
    }
}
