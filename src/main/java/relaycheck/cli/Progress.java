package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** How far a scan is: a bar on a terminal, a plain line now and then elsewhere, or nothing. */
final class Progress implements AutoCloseable {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
    private static final int PLAIN_WIDTH = 100;

    private final @Nullable ProgressBar bar;
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Progress of(ScanPlan plan, long done, PrintWriter err) {
        OutputOptions.When when = plan.output().progress();
        if (when == OutputOptions.When.NEVER) {
            return new Progress(null);
        }
        boolean terminal = Terminal.isError();
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("scan")
                .setUnit(" endpoints", 1)
                .showSpeed()
                .setInitialMax(plan.settings().targets().endpointCount())
                .startsFrom(done, Duration.ZERO);
        if (!terminal) {
            builder.setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis((int) PLAIN_INTERVAL.toMillis())
                    .setConsumer(new DelegatingProgressBarConsumer(err::println, PLAIN_WIDTH));
        }
        return new Progress(builder.build());
    }

    /** Counts verdicts. On one thread at a time. */
    void add(ImmutableList<Finding> findings) {
        if (bar == null) {
            return;
        }
        findings.forEach(finding -> counts.merge(finding.verdict(), 1L, Long::sum));
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " open %d, suspect %d",
                counts.getOrDefault(Verdict.OPEN, 0L),
                counts.getOrDefault(Verdict.SUSPECT, 0L)));
        bar.stepBy(findings.size());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
