package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.io.OutputStream;
import java.util.Locale;
import relaycheck.policy.Standing;
import relaycheck.product.Remedy;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import tools.jackson.core.JsonGenerator;

/**
 * DefectDojo's "Generic Findings Import". Its reader refuses a file with any key that it does not know, and takes a changed
 * description for another finding.
 */
final class DefectDojoReport implements ReportFormat {
    @Override
    public String name() {
        return "defectdojo";
    }

    @Override
    public void write(Report report, OutputStream out) {
        try (JsonGenerator json = JsonOutput.document(out)) {
            json.writeStartObject();
            json.writeStringProperty("name", "relaycheck");
            json.writeStringProperty("version", report.run().version());
            json.writeBooleanProperty("dynamic_tool", true);
            json.writeArrayPropertyStart("findings");
            Concern.in(report).forEach(concern -> finding(json, concern, report.standing()));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void finding(JsonGenerator json, Concern concern, Standing standing) {
        Finding finding = concern.finding();
        json.writeStartObject();
        json.writeStringProperty("title", concern.title());
        json.writeStringProperty("severity", severity(finding.severity()));
        json.writeStringProperty("date", finding.at().toString().substring(0, 10));
        json.writeStringProperty("description", description(concern));
        json.writeStringProperty("mitigation", mitigation(concern.remedy(Locale.ENGLISH)));
        json.writeStringProperty("impact", impact(concern));
        rating(json, concern.rating());
        boolean excused = standing.excuses(finding);
        json.writeBooleanProperty("active", !excused);
        json.writeBooleanProperty("risk_accepted", excused);
        json.writeBooleanProperty("verified", finding.verdict() == Verdict.OPEN);
        json.writeBooleanProperty("static_finding", false);
        json.writeBooleanProperty("dynamic_finding", true);
        json.writeStringProperty("unique_id_from_tool", concern.id());
        json.writeStringProperty("vuln_id_from_tool", concern.rating().id());
        finding.product().ifPresent(product -> {
            json.writeStringProperty("component_name", concern.stable(product.name()));
            product.version().ifPresent(it -> json.writeStringProperty("component_version", concern.stable(it)));
        });
        json.writeArrayPropertyStart("endpoints");
        endpoint(json, finding);
        json.writeEndArray();
        JsonOutput.strings(json, "tags", ImmutableList.of("relaycheck", "open-proxy"));
        json.writeEndObject();
    }

    private static void rating(JsonGenerator json, Ratings.Rating rating) {
        Ratings.Weakness weakness = Ratings.standard().weakness();
        json.writeNumberProperty("cwe", weakness.cwe());
        rating.cvss31().ifPresent(vector -> {
            json.writeStringProperty("cvssv3", vector);
            json.writeNumberProperty("cvssv3_score", rating.score());
        });
        rating.cvss40().ifPresent(vector -> {
            json.writeStringProperty("cvssv4", vector);
            json.writeNumberProperty("cvssv4_score", rating.score40());
        });
        json.writeStringProperty("references", weakness.url() + "\n" + weakness.attacks());
    }

    private static void endpoint(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("host", finding.endpoint().host());
        json.writeNumberProperty("port", finding.endpoint().port());
        json.writeEndObject();
    }

    /** Shown as Markdown there, so what peers say stands in code. */
    private static String description(Concern concern) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(Markdown.code(concern.because()), "");
        concern.exchanges().forEach(exchange -> lines.add("- " + Markdown.code(exchange)));
        concern.finding().label().ifPresent(label -> lines.add("- owner: " + Markdown.code(label)));
        return Joiner.on('\n').join(lines.build());
    }

    /** What an access log counts changes from run to run, so it is no part of the description. */
    private static String impact(Concern concern) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(concern.rating().summary());
        concern.background(Locale.ENGLISH).forEach(line -> lines.add("- " + Markdown.code(line)));
        return Joiner.on('\n').join(lines.build());
    }

    private static String mitigation(Remedy remedy) {
        return remedy.change() + "\n\n" + Markdown.block(remedy.configuration()) + "\n" + Markdown.code(remedy.check());
    }

    /** Capital first, as its model has them. */
    private static String severity(Severity severity) {
        String word = severity.word();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
