package relaycheck.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.history.Baseline;
import relaycheck.history.Change;
import relaycheck.history.State;
import relaycheck.probe.Way;
import relaycheck.report.SampleReports;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class PolicyTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 10);
    private static final String VANTAGE = "office, 10.0.0.9 (an inside vantage)";

    private static Policy policy(String toml) {
        var parsed = PolicyFile.parse("a.toml", toml);
        assertThat(parsed.problems()).isEmpty();
        return parsed.value();
    }

    private static String accepted(String target, String expires) {
        return "[[accepted]]\ntarget = '" + target
                + "'\nowner = 'web team'\nreason = 'soon'\nticket = 'R-1'\nexpires = " + expires + "\n";
    }

    private static String intended(String ports, String more) {
        return "[[intended]]\ntarget = '10.77.2.1'\nports = [" + ports + "]\nowner = 'net'\nreason = 'way out'\n"
                + more;
    }

    /** 10.77.2.1:80, proven to relay to these ports. */
    private static Finding relaying(Integer... ports) {
        Finding sample = SampleReports.openSquid();
        return new Finding(
                sample.endpoint(),
                sample.names(),
                sample.label(),
                sample.at(),
                sample.verdict(),
                sample.severity(),
                sample.rule(),
                sample.because(),
                new Relays(Arrays.stream(ports)
                        .collect(ImmutableSetMultimap.toImmutableSetMultimap(port -> Way.CONNECT, port -> port))),
                sample.egress(),
                sample.disclosure(),
                sample.product(),
                ImmutableList.of(),
                sample.notAsked(),
                sample.late(),
                Background.NONE);
    }

    private static Optional<Ruling.Kind> kind(Policy policy, Finding finding) {
        return policy.ruling(finding, VANTAGE, TODAY).map(Ruling::kind);
    }

    @ParameterizedTest
    @CsvSource({
        "10.77.2.1, 2027-01-31, ACCEPTED",
        "10.77.2.0/24, 2027-01-10, ACCEPTED",
        "10.77.2.1:80, 2027-01-09, EXPIRED",
        "10.77.2.1:81, 2027-01-31,",
        "10.77.3.0/24, 2027-01-31,"
    })
    void acceptance_holdsUntilItsLastDay(String target, String expires, Ruling.Kind kind) {
        assertThat(kind(policy(accepted(target, expires)), SampleReports.openSquid()))
                .isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void laterAcceptance_countsWhereAnEarlierOneHasExpired() {
        Policy both = policy(accepted("10.77.2.1", "2026-12-31") + accepted("10.77.2.0/24", "2027-12-31"));
        assertThat(kind(both, SampleReports.openSquid())).contains(Ruling.Kind.ACCEPTED);
    }

    @Test
    void hostInOrder_needsNoAcceptance() {
        assertThat(kind(policy(accepted("10.0.0.0/8", "2027-12-31")), SampleReports.notARelay()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    443         | 443    | AS_INTENDED         | relays to 443 as intended by net
                    443         | 25,443 | MORE_THAN_INTENDED  | more than intended: relays to 25, may relay to 443 only (net)
                    80,443      | 443    | LESS_THAN_INTENDED  | intended to relay to 80, 443, relays to 443 only
                    80          | 443    | MORE_THAN_INTENDED  | more than intended: relays to 443, may relay to 80 only (net)
                    """)
    void intendedRelay_isMeasured(String allowed, String proved, Ruling.Kind kind, String words) {
        Integer[] ports = Stream.of(proved.split(",")).map(Integer::valueOf).toArray(Integer[]::new);
        assertThat(policy(intended(allowed, "")).ruling(relaying(ports), VANTAGE, TODAY))
                .contains(new Ruling(kind, words));
    }

    @Test
    void intendedRelayThatTriesMore_doesMore() {
        Policy policy = policy(intended("443", "").replace("10.77.2.1", "10.77.2.2"));
        assertThat(kind(policy, SampleReports.suspect())).contains(Ruling.Kind.LESS_THAN_INTENDED);
        Policy narrow = policy(intended("80", "").replace("10.77.2.1", "10.77.2.2"));
        assertThat(kind(narrow, SampleReports.suspect())).contains(Ruling.Kind.MORE_THAN_INTENDED);
    }

    @Test
    void intendedRelayThatWasNotReached_isNotRuledOn() {
        Policy all = policy(intended("443", "").replace("10.77.2.1", "10.0.0.0/8"));
        assertThat(kind(all, SampleReports.unreachable())).isEmpty();
        assertThat(kind(all, SampleReports.inconclusive())).isEmpty();
        assertThat(kind(all, SampleReports.suspect())).contains(Ruling.Kind.LESS_THAN_INTENDED);
    }

    @ParameterizedTest
    @CsvSource({"office, true", "10.0.0.9, true", "'office, 10.0.0.9', true", "off, false", "outside, false"})
    void intendedRelay_isForItsVantageOnly(String vantage, boolean applies) {
        Policy policy = policy(intended("443", "vantage = '" + vantage + "'\n"));
        assertThat(kind(policy, relaying(443)).isPresent()).isEqualTo(applies);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            office (2nd floor)      | office (2nd floor), 10.0.0.9 (a public address)        | true
            office (2nd floor)      | office (3rd floor), 10.0.0.9 (a public address)        | false
            office                  | office (2nd floor), 10.0.0.9 (a public address)        | false
            dmz, east               | dmz, east, 10.0.0.9 (an inside vantage: only)          | true
            dmz                     | dmz, east, 10.0.0.9 (an inside vantage: only)          | false
            dmz, east, 10.0.0.9     | dmz, east, 10.0.0.9 (an inside vantage: only)          | true
            10.0.0.9                | dmz, east (1), 10.0.0.9 (an inside vantage: only)      | true
            fd00::9                 | fd00::9 (an inside vantage: only)                      | true
            office                  | office, unknown address (an inside vantage: only)      | true
            office                  | office, 10.0.0.9 (a public address), office, 10.0.0.8 (a public address) | true
            10.0.0.9                | 10.0.0.9 (a public address), 10.0.0.8 (a public address)                 | false
            10.0.0.8                | 10.0.0.9 (a public address), 10.0.0.8 (a public address)                 | false
            office                  | ''                                                     | false
            """)
    void vantage_isTheWholeNameOrTheAddress(String vantage, String from, boolean applies) {
        Policy policy = policy(intended("443", "vantage = '" + vantage + "'\n"));
        assertThat(policy.ruling(relaying(443), from, TODAY).isPresent()).isEqualTo(applies);
    }

    @Test
    void relayThatDoesMore_mayBeAccepted() {
        Policy both = policy(intended("443", "") + accepted("10.77.2.1", "2027-12-31"));
        assertThat(kind(both, relaying(25))).contains(Ruling.Kind.ACCEPTED);
        Policy expired = policy(intended("443", "") + accepted("10.77.2.1", "2026-12-31"));
        assertThat(kind(expired, relaying(25))).contains(Ruling.Kind.EXPIRED);
        assertThat(kind(expired, relaying(443))).contains(Ruling.Kind.AS_INTENDED);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2027-01-25,
            2027-01-24, ', in 14 days'
            2027-01-11, ', in 1 day'
            2027-01-10, ', today'
            2027-01-09, it counts again
            """)
    void end_isToldTwoWeeksBefore(String expires, String said) {
        ImmutableList<String> due = policy(accepted("10.77.2.1", expires)).due(TODAY);
        assertThat(due).hasSize(said == null ? 0 : 1);
        assertThat(due).allMatch(line -> line.endsWith(String.valueOf(said)) && line.contains("web team, R-1"));
    }

    private static Standing standing(Policy policy, Change... changes) {
        Baseline baseline = Baseline.of(SampleReports.run(), ImmutableList.copyOf(changes));
        return new Standing(policy, Optional.of(baseline), VANTAGE, TODAY);
    }

    private static Change change(Verdict before, Severity severity) {
        Finding now = SampleReports.openSquid();
        return new Change(
                now.endpoint(),
                Optional.of(new State(before, severity)),
                Optional.of(new State(now.verdict(), now.severity())));
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, CRITICAL, false",
        "OPEN, HIGH, true",
        "SUSPECT, MEDIUM, true",
        "NOT_A_RELAY, NONE, true",
        "UNREACHABLE, NONE, true"
    })
    void newOnly_failsOnWhatIsWorseThanBefore(Verdict before, Severity severity, boolean fails) {
        Standing standing = standing(Policy.NONE, change(before, severity));
        assertThat(standing.fails(SampleReports.openSquid(), FailOn.parse("new")))
                .isEqualTo(fails);
        assertThat(standing.fails(SampleReports.openSquid(), FailOn.parse("high")))
                .isTrue();
        assertThat(standing.fails(SampleReports.suspect(), FailOn.parse("new:high")))
                .isFalse();
    }

    @Test
    void acceptedFinding_neverFails() {
        Standing standing = standing(policy(accepted("10.77.2.1", "2027-12-31")));
        for (String failOn : ImmutableSet.of("critical", "low", "new", "new:critical")) {
            assertThat(standing.fails(SampleReports.openSquid(), FailOn.parse(failOn)))
                    .isFalse();
        }
        assertThat(standing.fails(SampleReports.suspect(), FailOn.parse("medium")))
                .isTrue();
    }

    @Test
    void notes_nameDeviationsAndStopAtAPage() {
        Standing standing = standing(policy(intended("443", "").replace("10.77.2.1", "10.0.0.0/8")));
        assertThat(standing.notes(ImmutableList.of(relaying(443), relaying(25), SampleReports.unreachable())))
                .containsExactly("10.77.2.1:80: more than intended: relays to 25, may relay to 443 only (net)");
        assertThat(standing.notes(java.util.Collections.nCopies(23, relaying(25))))
                .hasSize(21)
                .endsWith("3 more endpoints do more or less than intended");
        assertThat(standing.notes(java.util.Collections.nCopies(21, relaying(25))))
                .endsWith("1 more endpoint does more or less than intended");
    }

    @Test
    void nothingWrittenDown_saysNothing() {
        assertThat(Standing.NONE.isPlain()).isTrue();
        assertThat(Standing.NONE.ruling(SampleReports.openSquid())).isEmpty();
        assertThat(Standing.NONE.change(Endpoint.of("10.77.2.1", 80))).isEmpty();
        assertThat(Standing.NONE.notes(ImmutableList.of(SampleReports.openSquid())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"new, true, MEDIUM", "NEW:High, true, HIGH", "low, false, LOW", "none, false, NONE"})
    void failOn_isRead(String text, boolean onlyNew, Severity least) {
        assertThat(FailOn.parse(text)).isEqualTo(new FailOn(onlyNew, least));
    }

    @ParameterizedTest
    @CsvSource({"''", "worst", "high:new", "new:", "new:new:high", "new:worst", "critical:high"})
    void failOnThatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> FailOn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("new:SEVERITY");
    }
}
