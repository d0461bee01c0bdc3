package relaycheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.history.Run;
import relaycheck.proof.ProofKey;
import relaycheck.report.SampleReports;
import relaycheck.target.Skipped;

class SkippedCountTest {
    @TempDir
    private Path dir;

    @Test
    void whatIsSkippedByNumber_isCounted() {
        Run run = SampleReports.run();
        Skipped kind = new Skipped("10.0.0.0/16", Optional.empty(), "not yours");
        try (Store store = Store.open(dir.resolve("relaycheck.db"))) {
            store.begin(run, ProofKey.of(new byte[ProofKey.BYTES]))
                    .skipped(ImmutableList.of(kind, Skipped.more(kind, 65_436)));
            assertThat(store.read(run).summary().skipped()).isEqualTo(65_437);
        }
    }
}
