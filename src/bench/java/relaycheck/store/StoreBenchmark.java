package relaycheck.store;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import relaycheck.proof.ProofKey;
import relaycheck.report.FindingLine;
import relaycheck.report.SampleReports;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** Commits of a hundred findings, as a scan makes them every 30 ms: a finding an operation. */
@State(Scope.Benchmark)
public class StoreBenchmark {
    private static final int BATCH = 100;

    private final List<Finding> batch = Collections.nCopies(BATCH, refusal());
    private Path dir = Path.of(".");
    private @Nullable Store store;
    private @Nullable RunWriter writer;

    private static Finding refusal() {
        return ImmutableList.copyOf(SampleReports.everyVerdict(Locale.ENGLISH).findings()).stream()
                .filter(finding -> finding.verdict() == Verdict.NOT_A_RELAY)
                .findFirst()
                .orElseThrow();
    }

    /** A store of its own for each measurement, so that none grows without end. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        dir = Files.createTempDirectory("relaycheck-bench");
        store = Store.open(dir.resolve("bench.db"));
        writer = store.begin(SampleReports.run(), ProofKey.of(new byte[ProofKey.BYTES]));
    }

    @TearDown(Level.Iteration)
    public void remove() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void commit() {
        writer.commit(batch.stream().map(FindingLine::new).toList(), SampleReports.run().receipt());
    }
}
