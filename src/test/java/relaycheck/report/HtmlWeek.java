package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import relaycheck.history.EndpointLife;
import relaycheck.history.RunTally;
import relaycheck.history.State;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** What seven daily scans, the last of which is a sample, would have left behind. */
final class HtmlWeek {
    private static final int DAYS = 7;

    private HtmlWeek() {}

    static HtmlHistory of(Report report) {
        return new HtmlHistory(
                Streams.stream(report.findings())
                        .filter(HtmlCard::isFor)
                        .collect(ImmutableMap.toImmutableMap(Finding::endpoint, HtmlWeek::life)),
                IntStream.range(0, DAYS)
                        .mapToObj(day -> new RunTally(
                                "run-" + day,
                                day(day),
                                ImmutableMap.of(
                                        Verdict.OPEN,
                                        report.summary().of(Verdict.OPEN) + (DAYS - 1 - day) * day,
                                        Verdict.SUSPECT,
                                        report.summary().of(Verdict.SUSPECT) + day % 3,
                                        Verdict.LOGIN_NEEDED,
                                        report.summary().of(Verdict.LOGIN_NEEDED))))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** What is at port 80 came on the second day and stayed; all else was in order on the fourth. */
    private static EndpointLife life(Finding finding) {
        int first = finding.endpoint().port() == 80 ? 1 : 0;
        return new EndpointLife(
                finding.endpoint(),
                IntStream.range(first, DAYS)
                        .mapToObj(day -> new EndpointLife.Sighting(
                                "run-" + day,
                                day(day),
                                day == 3 && first == 0
                                        ? new State(Verdict.NOT_A_RELAY, Severity.NONE)
                                        : new State(finding.verdict(), finding.severity())))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static Instant day(int day) {
        return HtmlSamples.AT.minus(Duration.ofDays(DAYS - 1L - day));
    }
}
