package relaycheck.report;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import relaycheck.history.Run;
import relaycheck.policy.Ruling;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Gauges for the textfile collector of Prometheus' node exporter: counts alone, so a scan of any size is a few lines. */
final class PrometheusReport implements ReportFormat {
    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Run run = report.run();
        MetricSnapshots.Builder gauges = MetricSnapshots.builder()
                .metricSnapshot(verdicts(report.summary()))
                .metricSnapshot(open(report.summary()))
                .metricSnapshot(gauge(
                        "skipped_targets",
                        "Listed targets that were not asked.",
                        report.summary().skipped()))
                .metricSnapshot(
                        gauge("scan_complete", "Whether every endpoint has its verdict.", run.complete() ? 1 : 0))
                .metricSnapshot(gauge("scan_start_timestamp_seconds", "When the scan began.", seconds(run.started())))
                .metricSnapshot(gauge(
                        "scan_dials",
                        "Connections that the scan tried.",
                        run.receipt().dials()));
        if (run.complete()) {
            gauges.metricSnapshot(gauge(
                    "last_complete_scan_timestamp_seconds",
                    "When the last complete scan ended; its age is time() minus this.",
                    seconds(run.finished().orElse(run.started()))));
        }
        if (!report.standing().policy().isEmpty()) {
            gauges.metricSnapshot(rulings(report));
        }
        PrometheusTextFormatWriter.create().write(out, gauges.build());
    }

    private static GaugeSnapshot verdicts(Summary summary) {
        GaugeSnapshot.Builder gauge = named("endpoints", "Endpoints by verdict.");
        for (Verdict verdict : Verdict.values()) {
            gauge.dataPoint(point(summary.of(verdict), Labels.of("verdict", verdict.name())));
        }
        return gauge.build();
    }

    /** The two severities that only a proven relay has. */
    private static GaugeSnapshot open(Summary summary) {
        GaugeSnapshot.Builder gauge = named("open_endpoints", "Proven relays by severity.");
        for (Severity severity : ImmutableSet.of(Severity.CRITICAL, Severity.HIGH)) {
            long count = summary.severities().getOrDefault(severity, 0L);
            gauge.dataPoint(point(count, Labels.of("severity", severity.word())));
        }
        return gauge.build();
    }

    /** Of endpoints of which the owner's policy says something; an alert waits for expired ones and for more than intended. */
    private static GaugeSnapshot rulings(Report report) {
        Multiset<Ruling.Kind> counts = EnumMultiset.create(Ruling.Kind.class);
        for (Finding finding : report.findings()) {
            report.standing().ruling(finding).map(Ruling::kind).ifPresent(counts::add);
        }
        GaugeSnapshot.Builder gauge = named("policy_endpoints", "Endpoints by what the policy of --accepted says.");
        for (Ruling.Kind kind : Ruling.Kind.values()) {
            gauge.dataPoint(point(counts.count(kind), Labels.of("ruling", kind.word())));
        }
        return gauge.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return named(name, help).dataPoint(point(value, Labels.EMPTY)).build();
    }

    private static GaugeSnapshot.Builder named(String name, String help) {
        return GaugeSnapshot.builder().name("relaycheck_" + name).help(help);
    }

    private static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
