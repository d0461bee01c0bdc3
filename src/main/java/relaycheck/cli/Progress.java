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
import relaycheck.report.Summary;
import relaycheck.scan.DryCount;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** How far a scan is: a bar on a terminal, a plain line now and then elsewhere, or nothing. */
final class Progress implements AutoCloseable {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
    private static final int PLAIN_WIDTH = 100;

    private final @Nullable ProgressBar bar;
    private final ProgressLine line;
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    private boolean closed;

    private Progress(@Nullable ProgressBar bar, ProgressLine line) {
        this.bar = bar;
        this.line = line;
    }

    static Progress of(ScanPlan plan, Summary done, PrintWriter err) {
        if (plan.output().progress() == OutputOptions.When.NEVER) {
            return new Progress(null, new ProgressLine(err, false)); // to ask for a terminal loads a library
        }
        boolean moves = Terminal.isError() && Terminal.canMove(System.getenv());
        ProgressLine line = new ProgressLine(err, moves);
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("scan")
                .setUnit("", 1)
                .showSpeed()
                .setInitialMax(DryCount.of(plan.settings()).endpoints())
                .startsFrom(done.endpoints(), Duration.ZERO)
                // always one of ours: the bar's own takes the terminal, and with it Ctrl-C, from this process
                .setConsumer(new DelegatingProgressBarConsumer(line, moves ? Terminal.errorWidth() : PLAIN_WIDTH));
        if (!moves) {
            builder.setUpdateIntervalMillis((int) PLAIN_INTERVAL.toMillis());
        }
        if (!moves || !plan.output().wantsColour()) {
            builder.setStyle(ProgressBarStyle.ASCII);
        }
        Progress progress = new Progress(builder.build(), line);
        progress.counts.putAll(done.verdicts());
        return progress;
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

    /** Before the report, which follows it on a terminal, and again at the end of a scan that has none. */
    @Override
    public void close() {
        if (bar != null && !closed) {
            closed = true;
            bar.close();
            line.end();
        }
    }
}
