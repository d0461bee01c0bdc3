package relaycheck.notify;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import relaycheck.history.Change;
import relaycheck.history.State;
import relaycheck.report.Report;
import relaycheck.report.SampleReports;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Notices to send in tests. */
final class Notices {
    private Notices() {}

    /** One endpoint is new, and its label means harm; another is fixed. */
    static Notice newAndFixed() {
        Optional<State> open = Optional.of(new State(Verdict.OPEN, Severity.CRITICAL));
        Optional<State> closed = Optional.of(new State(Verdict.NOT_A_RELAY, Severity.NONE));
        Report report = SampleReports.everyVerdict(Locale.ENGLISH);
        return new Notice(
                report.run(),
                report.summary(),
                Optional.of("run-1"),
                ImmutableMap.of(Change.Kind.NEW, 1L, Change.Kind.FIXED, 1L),
                ImmutableList.of(
                        new Notice.News(
                                new Change(Endpoint.of("10.0.0.1", 80), Optional.empty(), open),
                                Optional.of(SampleReports.HOSTILE),
                                Optional.of("relays for strangers")),
                        new Notice.News(
                                new Change(Endpoint.of("10.0.0.2", 80), open, closed),
                                Optional.empty(),
                                Optional.empty())));
    }
}
