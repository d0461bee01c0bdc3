package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import relaycheck.history.Run;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingLine;
import relaycheck.report.SampleReports;
import relaycheck.store.RunWriter;
import relaycheck.store.Store;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Stores with runs in them, as scans would have left them. */
final class StoredRuns {
    static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);

    private StoredRuns() {}

    /** Adds a complete run, so many days after the sample's, to a store that is made where it is missing. */
    static void write(Path file, int day, String shard, Finding... findings) {
        write(file, day, ImmutableMap.of("probes", "standard", "shard", shard), "digest", findings);
    }

    /** The same, with settings and a digest of its own. */
    static void write(Path file, int day, Map<String, String> settings, String digest, Finding... findings) {
        Run sample = SampleReports.run();
        Run run = new Run(
                "run-" + day,
                sample.version(),
                sample.started().plus(Duration.ofDays(day)),
                Optional.of(sample.started().plus(Duration.ofDays(day)).plusSeconds(9)),
                true,
                sample.vantage(),
                sample.canary(),
                ImmutableMap.copyOf(settings),
                digest,
                ImmutableList.of(),
                sample.receipt());
        try (Store store = Store.open(file)) {
            RunWriter writer = store.begin(run, KEY);
            writer.commit(Arrays.stream(findings).map(FindingLine::new).toList(), run.receipt());
        }
    }

    /** Two complete runs, with a change of each kind between them. */
    static void twoWeeks(Path store) {
        write(
                store,
                1,
                "1/1",
                at("10.0.0.1", Verdict.OPEN),
                at("10.0.0.2", Verdict.OPEN),
                at("10.0.0.3", Verdict.OPEN),
                at("10.0.0.4", Verdict.NOT_A_RELAY),
                at("10.0.0.5", Verdict.SUSPECT),
                at("10.0.0.6", Verdict.OPEN));
        write(
                store,
                2,
                "1/1",
                at("10.0.0.1", Verdict.NOT_A_RELAY),
                at("10.0.0.2", Verdict.UNREACHABLE),
                at("10.0.0.4", Verdict.OPEN),
                at("10.0.0.5", Verdict.OPEN),
                at("10.0.0.6", Verdict.OPEN));
    }

    /** A sample of this verdict at port 80 of an address. */
    static Finding at(String address, Verdict verdict) {
        Finding sample = switch (verdict) {
            case OPEN -> SampleReports.openSquid();
            case SUSPECT -> SampleReports.suspect();
            case INCONCLUSIVE -> SampleReports.inconclusive();
            case UNREACHABLE -> SampleReports.unreachable();
            default -> SampleReports.notARelay();
        };
        return new Finding(
                Endpoint.of(address, 80),
                sample.names(),
                sample.label(),
                sample.at(),
                verdict,
                verdict == Verdict.OPEN ? Severity.CRITICAL : sample.severity(),
                sample.rule(),
                sample.because(),
                sample.relays(),
                sample.egress(),
                sample.disclosure(),
                sample.product(),
                sample.probes(),
                verdict == Verdict.NOT_A_RELAY
                        ? ImmutableList.of(new NotAsked("connect-25", "the same refusal twice"))
                        : sample.notAsked(),
                sample.late(),
                Background.NONE);
    }
}
