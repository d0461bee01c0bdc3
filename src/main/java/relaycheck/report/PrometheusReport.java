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
import relaycheck.target.Shard;
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
        Labels part = part(run);
        MetricSnapshots.Builder gauges = MetricSnapshots.builder()
                .metricSnapshot(verdicts(report.summary(), part))
                .metricSnapshot(open(report.summary(), part))
                .metricSnapshot(gauge(
                        "skipped_targets",
                        "Listed targets that were not asked.",
                        report.summary().skipped(),
                        part))
                .metricSnapshot(
                        gauge("scan_complete", "Whether every endpoint has its verdict.", run.complete() ? 1 : 0, part))
                .metricSnapshot(
                        gauge("scan_start_timestamp_seconds", "When the scan began.", seconds(run.started()), part))
                .metricSnapshot(gauge(
                        "scan_dials",
                        "Connections that the scan tried.",
                        run.receipt().dials(),
                        part));
        if (run.complete()) {
            gauges.metricSnapshot(gauge(
                    "last_complete_scan_timestamp_seconds",
                    "When the last complete scan ended; its age is time() minus this.",
                    seconds(run.finished().orElse(run.started())),
                    part));
        }
        if (!report.standing().policy().isEmpty()) {
            gauges.metricSnapshot(rulings(report, part));
        }
        PrometheusTextFormatWriter.create().write(out, gauges.build());
    }

    /** Which part of a scan it is: what one of them says is not what all do, and all may be collected on one machine. */
    private static Labels part(Run run) {
        String whole = Shard.ALL.toString();
        String shard = run.settings().getOrDefault("shard", whole);
        return shard.equals(whole) ? Labels.EMPTY : Labels.of("shard", shard);
    }

    private static GaugeSnapshot verdicts(Summary summary, Labels part) {
        GaugeSnapshot.Builder gauge = named("endpoints", "Endpoints by verdict.");
        for (Verdict verdict : Verdict.values()) {
            gauge.dataPoint(point(summary.of(verdict), part.add("verdict", verdict.name())));
        }
        return gauge.build();
    }

    /** The two severities that only a proven relay has. */
    private static GaugeSnapshot open(Summary summary, Labels part) {
        GaugeSnapshot.Builder gauge = named("open_endpoints", "Proven relays by severity.");
        for (Severity severity : ImmutableSet.of(Severity.CRITICAL, Severity.HIGH)) {
            long count = summary.severities().getOrDefault(severity, 0L);
            gauge.dataPoint(point(count, part.add("severity", severity.word())));
        }
        return gauge.build();
    }

    /** Of endpoints of which the owner's policy says something; an alert waits for expired ones and for more than intended. */
    private static GaugeSnapshot rulings(Report report, Labels part) {
        Multiset<Ruling.Kind> counts = EnumMultiset.create(Ruling.Kind.class);
        for (Finding finding : report.findings()) {
            report.standing().ruling(finding).map(Ruling::kind).ifPresent(counts::add);
        }
        GaugeSnapshot.Builder gauge = named("policy_endpoints", "Endpoints by what the policy of --accepted says.");
        for (Ruling.Kind kind : Ruling.Kind.values()) {
            gauge.dataPoint(point(counts.count(kind), part.add("ruling", kind.word())));
        }
        return gauge.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value, Labels part) {
        return named(name, help).dataPoint(point(value, part)).build();
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
