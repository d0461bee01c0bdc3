package relaycheck.report;

import com.google.common.base.Joiner;
import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import relaycheck.history.Run;
import relaycheck.policy.Standing;
import relaycheck.target.Skipped;
import relaycheck.verdict.Finding;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Verdict;

/**
 * JUnit's XML as build servers read it: an endpoint is a test that fails where it is open or suspected, and counts as
 * skipped, never as passed, where it could not be judged, was not asked or is excused by the owner's policy. A scan that was
 * not completed is an error of its own: what is missing must not read as passed.
 */
final class JunitReport implements ReportFormat {
    @Override
    public String name() {
        return "junit";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        Summary summary = report.summary();
        long excused = excused(report);
        int left = Iterables.size(report.skipped()); // a test each, also where one stands for many
        int errors = report.run().complete() ? 0 : 1;
        Object[] counts = {
            "name",
            "relaycheck",
            "tests",
            summary.endpoints() + left + errors,
            "failures",
            summary.of(Verdict.OPEN) + summary.of(Verdict.SUSPECT) - excused,
            "errors",
            errors,
            "skipped",
            summary.of(Verdict.INCONCLUSIVE) + left + excused,
            "time",
            seconds(report.run()),
            "timestamp",
            report.run().started().toString().substring(0, 19)
        };
        Xml.document(
                out,
                xml -> xml.element(
                        "testsuites",
                        suites -> suites.element(
                                "testsuite",
                                suite -> {
                                    properties(suite, report.run());
                                    if (!report.run().complete()) {
                                        incomplete(suite);
                                    }
                                    for (Finding finding : report.findings()) {
                                        testCase(suite, finding, report.standing());
                                    }
                                    for (Skipped skipped : report.skipped()) {
                                        skipped(suite, skipped);
                                    }
                                },
                                counts)));
    }

    /** Reads no further than what can fail, and not at all where nothing is written down. */
    private static long excused(Report report) {
        return report.standing().policy().isEmpty()
                ? 0
                : Streams.stream(report.findings())
                        .takeWhile(JunitReport::isFailure)
                        .filter(report.standing()::excuses)
                        .count();
    }

    private static boolean isFailure(Finding finding) {
        return finding.verdict() == Verdict.OPEN || finding.verdict() == Verdict.SUSPECT;
    }

    private static void properties(Xml xml, Run run) throws XMLStreamException {
        xml.line("properties", properties -> {
            properties.empty("property", "name", "run", "value", run.id());
            properties.empty("property", "name", "version", "value", run.version());
            properties.empty("property", "name", "vantage", "value", run.vantage());
            properties.empty("property", "name", "complete", "value", run.complete());
        });
    }

    private static void incomplete(Xml xml) throws XMLStreamException {
        xml.line(
                "testcase",
                test -> test.empty("error", "type", "incomplete", "message", "the scan was not completed"),
                "classname",
                "relaycheck",
                "name",
                "scan",
                "time",
                "0");
    }

    private static void testCase(Xml xml, Finding finding, Standing standing) throws XMLStreamException {
        xml.line(
                "testcase",
                test -> outcome(test, finding, standing),
                "classname",
                "relaycheck",
                "name",
                finding.endpoint(),
                "time",
                seconds(finding));
    }

    private static void outcome(Xml xml, Finding finding, Standing standing) throws XMLStreamException {
        if (isFailure(finding) && standing.excuses(finding)) {
            xml.empty(
                    "skipped", "message", standing.ruling(finding).orElseThrow().words());
            return;
        }
        switch (finding.verdict()) {
            case OPEN, SUSPECT ->
                xml.element(
                        "failure",
                        failure -> failure.text(evidence(finding)),
                        "type",
                        finding.verdict() + "." + finding.severity().word(),
                        "message",
                        finding.because());
            case INCONCLUSIVE -> xml.empty("skipped", "message", finding.because());
            case LOGIN_NEEDED, NOT_A_RELAY, UNREACHABLE ->
                xml.element("system-out", said -> said.text(finding.verdict() + ": " + finding.because()));
        }
    }

    private static void skipped(Xml xml, Skipped skipped) throws XMLStreamException {
        String name = skipped.endpoint().map(Object::toString).orElse(skipped.spec());
        xml.line(
                "testcase",
                test -> test.empty("skipped", "message", "not scanned: " + skipped.why()),
                "classname",
                "relaycheck",
                "name",
                name,
                "time",
                "0");
    }

    private static String evidence(Finding finding) {
        StringBuilder text = new StringBuilder(finding.because());
        Proofs.telling(finding).stream()
                .map(probe -> Joiner.on(' ').join(probe.request(), "->", probe.status(), probe.reason()))
                .distinct()
                .forEach(line -> text.append('\n').append(line));
        for (String line : BackgroundText.lines(new Phrases(Locale.ENGLISH), finding.background())) {
            text.append('\n').append(line);
        }
        finding.label().ifPresent(label -> text.append("\nowner: ").append(label));
        return text.toString();
    }

    /** That of the longest question: they run side by side, and together would take longer than the suite. */
    private static String seconds(Finding finding) {
        return seconds(finding.probes().stream()
                .mapToLong(ProbeResult::elapsedMs)
                .max()
                .orElse(0));
    }

    private static String seconds(Run run) {
        return seconds(run.finished()
                .map(end -> Duration.between(run.started(), end).toMillis())
                .orElse(0L));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }
}
