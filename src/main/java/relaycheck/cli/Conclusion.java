package relaycheck.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import relaycheck.history.Baseline;
import relaycheck.history.Run;
import relaycheck.notify.Notice;
import relaycheck.notify.Recipient;
import relaycheck.policy.FailOn;
import relaycheck.policy.Policy;
import relaycheck.policy.Standing;
import relaycheck.report.HtmlFormat;
import relaycheck.report.HtmlHistory;
import relaycheck.report.Letters;
import relaycheck.report.OutputFile;
import relaycheck.report.Report;
import relaycheck.store.Store;
import relaycheck.store.StoreHistory;
import relaycheck.text.Printable;

/** What follows from a run that is over: reports, and whether it fails. */
final class Conclusion {
    /** A month of daily scans; more than that, nobody sees in a picture. */
    private static final int PAST_RUNS = 30;

    private final OutputOptions options;
    private final Policy policy;
    private final PrintWriter out;
    private final PrintWriter err;

    Conclusion(OutputOptions options, Policy policy, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.policy = policy;
        this.out = out;
        this.err = err;
    }

    /**
     * Tells, before anything is sent, whether the baseline is there.
     *
     * @param store where a baseline would be
     * @throws IllegalArgumentException with a message for the user
     */
    void check(Supplier<Store> store) {
        Optional<String> baseline = options.policy().baseline();
        if (baseline.isPresent() && !baseline.get().equals(RunChoice.LAST)) {
            RunChoice.of(store.get(), baseline.get());
        }
    }

    /** Writes the reports that are wanted, tells who wants to be told, and returns what was written. */
    Report write(Results results, ImmutableList<OutputFile> outputs, Predicate<OutputFile> wanted) throws IOException {
        if (!options.notices().isEmpty() && results.stores().size() > 1) {
            throw new IllegalArgumentException("--notify needs one store, not several");
        }
        Standing standing = standing(results);
        Report report = new Report(
                results.run().withNotes(standing.notes(results.findings())),
                results.summary(),
                results.findings(),
                results.skipped(),
                options.language(),
                standing,
                results.vantages());
        for (OutputFile output : outputs) {
            if (wanted.test(output)) {
                Outputs.write(withHistory(output, results), report, out, options);
            }
        }
        if (!options.notices().isEmpty()) {
            tell(results, standing);
        }
        return report;
    }

    /** Nobody is told of half a scan: it goes on, and its end is told. */
    private void tell(Results results, Standing standing) {
        if (!results.run().complete()) {
            return;
        }
        Store store = results.stores().get(0);
        Optional<Baseline> earlier = standing.baseline()
                .or(() -> RunChoice.before(store, results.run()).map(run -> baseline(store, run, results.run())));
        Notice notice = Notices.of(results, standing, earlier);
        if (notice.isNews()) {
            for (Recipient recipient : Notices.recipients(options.notices())) {
                recipient.tell(notice).ifPresent(why -> err.println("relaycheck: warning: " + Printable.line(why)));
            }
        }
    }

    /** A page for people also tells what earlier scans of the store said. */
    private static OutputFile withHistory(OutputFile output, Results results) {
        if (!(output.format() instanceof HtmlFormat) || results.stores().size() > 1) {
            return output;
        }
        return new OutputFile(output.name(), new HtmlFormat(history(results)));
    }

    private static HtmlHistory history(Results results) {
        if (results.stores().size() > 1) {
            return HtmlHistory.NONE;
        }
        StoreHistory history = new StoreHistory(results.stores().get(0));
        return new HtmlHistory(history.lives(results.run(), PAST_RUNS), history.tallies(results.run(), PAST_RUNS));
    }

    /** Writes to each owner what must be done. */
    void letters(Results results, Report report, LetterDirectory directory) throws IOException {
        directory.write(Letters.of(report, results.exposed(), history(results)), err);
    }

    /** Whether the run fails. Reads findings only where a count of severities does not tell. */
    boolean fails(Report report, Results results) {
        FailOn failOn = options.policy().failOn();
        return report.standing().isPlain() && !failOn.onlyNew()
                ? report.summary().fails(failOn.least())
                : Streams.stream(results.exposed())
                        .anyMatch(finding -> report.standing().fails(finding, failOn));
    }

    private Standing standing(Results results) {
        Optional<String> named = options.policy().baseline();
        Optional<Baseline> baseline = named.isPresent() ? baseline(results, named.get()) : Optional.empty();
        // what is intended from one place alone excuses nothing that was perhaps seen from another
        String vantage = results.vantages().isPresent() ? "" : results.run().vantage();
        return new Standing(policy, baseline, vantage, LocalDate.now(ZoneOffset.UTC));
    }

    private Optional<Baseline> baseline(Results results, String text) {
        if (results.stores().size() > 1) {
            throw new IllegalArgumentException("--baseline and --fail-on new need one store, not several");
        }
        Store store = results.stores().get(0);
        Optional<Run> earlier = text.equals(RunChoice.LAST)
                ? RunChoice.before(store, results.run())
                : Optional.of(RunChoice.of(store, text));
        if (earlier.isEmpty()) {
            err.println("relaycheck: there is no complete scan before "
                    + results.run().id() + " in " + store.file()
                    + " to compare with: whatever is exposed counts as new");
        }
        return earlier.map(run -> baseline(store, run, results.run()));
    }

    private static Baseline baseline(Store store, Run earlier, Run later) {
        return Baseline.of(earlier, new StoreHistory(store).changes(earlier, later));
    }
}
