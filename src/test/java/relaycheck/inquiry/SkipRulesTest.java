package relaycheck.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.inquiry.Ruling.QUESTIONS;
import static relaycheck.inquiry.Ruling.decision;
import static relaycheck.inquiry.Ruling.on;
import static relaycheck.inquiry.Ruling.progress;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.inquiry.Decision.Kind;
import relaycheck.probe.Answers;
import relaycheck.probe.Ask;
import relaycheck.probe.Probes;
import relaycheck.proof.Destination;

/** What is asked next, and what is spared. */
class SkipRulesTest {
    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            get-8471    |                                                | ASK
            connect-443 |                                                | WAIT
            get-80      |                                                | WAIT
            control     |                                                | WAIT
            get-80      | get-8471=!PORT_CLOSED                          | SKIP
            connect-25  | get-8471=!PORT_FILTERED                        | SKIP
            control     | get-8471=!PORT_CLOSED                          | SKIP
            get-80      | get-8471=!CLOSED, connect-443=!CLOSED          | SKIP
            connect-25  | get-8471=!DEADLINE, connect-443=!RESET         | SKIP
            get-80      | get-8471=!DEADLINE, connect-443=!CLOSED, control=200 OK | ASK
            connect-25  | get-8471=!DEADLINE, connect-443=!DEADLINE, control=404 No | ASK
            get-80      | get-8471=!DEADLINE, connect-443=!CLOSED, control=!DEADLINE | SKIP
            get-80      | get-8471=!CLOSED, connect-443=!CLOSED, socks5-8471=400 No | SKIP
            get-80      | get-8471=!CLOSED                               | WAIT
            connect-25  | get-8471=!CLOSED, connect-443=405 No           | ASK
            get-80      | get-8471=!CLOSED, connect-443=405 No           | ASK
            get-80      | get-8471=200 OK                                | WAIT
            get-80      | get-8471=200 OK, connect-443=!CLOSED           | WAIT
            """)
    void theFirstTwo_openTheInquiryOrEndIt(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            control | get-8471=200 OK, connect-443=405 No                  | ASK
            control | get-8471=404 No, connect-443=405 No                  | WAIT
            control | get-8471=403 No, connect-443=405 No                  | WAIT
            control | get-8471=407 No, connect-443=407 No                  | WAIT
            control | get-8471=403 No, connect-443=200 Yes                 | WAIT
            control | get-8471=403 No, connect-443=200 Yes>                | ASK
            control | get-8471=403 No, connect-443=502 Bad                 | ASK
            control | get-8471=404 No, connect-443=405 No, get-80=200 OK+  | SKIP
            control | get-8471=404 No, connect-443=405 No, get-80=!DEADLINE | ASK
            control | get-8471=403 No, connect-443=403 No, get-80=!DEADLINE | ASK
            control | get-8471=403 No, connect-443=403 No, get-80=!CLOSED  | WAIT
            control | get-8471=407 No, connect-443=407 No, get-80=!DEADLINE | WAIT
            control | get-8471=403 No, connect-443=403 No, connect-25=!DEADLINE | WAIT
            control | get-8471=!DEADLINE, connect-443=405 No               | ASK
            control | get-8471=!DEADLINE, connect-443=!DEADLINE            | ASK
            control | get-8471=!CLOSED, connect-443=!DEADLINE              | SKIP
            get-80  | get-8471=200 OK, connect-443=405 No, control=200 OK  | SKIP
            get-80  | get-8471=200 OK, connect-443=405 No, control=404 No  | ASK
            get-80  | get-8471=200 OK; =a, connect-443=405 No, control=200 OK; =b | ASK
            get-80  | get-8471=302 Go, connect-443=405 No, control=302 Go  | SKIP
            get-80  | get-8471=401 No, connect-443=405 No, control=401 No  | SKIP
            get-80  | get-8471=403 No, connect-443=405 No, control=403 No  | ASK
            get-80  | get-8471=502 No, connect-443=400 No, control=502 No  | ASK
            get-80  | get-8471=500 No, connect-443=400 No                  | ASK
            get-80  | get-8471=404 No; Via: 1.1 squid, connect-443=400 No, control=404 No; Via: 1.1 squid | SKIP
            get-25  | get-8471=403 No, connect-443=405 No                  | ASK
            host-8471 | get-8471=404 No, connect-443=405 No, control=404 No | ASK
            """)
    void theComparison_isAskedForWhereItTellsAndSparesTheOtherGets(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            get-80 | get-8471=404 No                                               | ASK
            get-25 | get-8471=404 No                                               | WAIT
            get-25 | get-8471=404 No, get-80=404 No                                | SKIP
            get-443 | get-8471=400 No, get-80=400 No                               | SKIP
            get-25 | get-8471=404 No, get-80=400 No                                | ASK
            get-25 | get-8471=404 No, get-80=200 OK                                | ASK
            get-25 | get-8471=403 No, get-80=403 No                                | ASK
            get-25 | get-8471=404 No; Via: 1.1 squid, get-80=404 No; Via: 1.1 squid | WAIT
            get-25 | get-8471=404 No, get-80=404 No+                               | ASK
            """)
    void theOtherGets_areSparedAfterTheSameRefusalTwice(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            connect-25   | get-8471=404 No, connect-443=405 No                                    | ASK
            connect-80   | get-8471=404 No, connect-443=405 No                                    | WAIT
            connect-80   | get-8471=404 No, connect-443=405 No, connect-25=405 No                 | SKIP
            connect-80   | get-8471=404 No, connect-443=405 No, get-80=404 No                     | WAIT
            connect-8471 | get-8471=404 No, connect-443=405 No, connect-25=405 No                 | SKIP
            connect-80   | get-8471=404 No, connect-443=405 No, connect-25=403 No                 | ASK
            connect-80   | get-8471=404 No, connect-443=403 No, connect-25=403 No                 | ASK
            connect-80   | get-8471=404 No, connect-443=403 No                                    | ASK
            connect-80   | get-8471=404 No, connect-443=405 No, connect-25=!CLOSED                | ASK
            connect-80   | get-8471=404 No, connect-443=405 No; Via: 1.1 squid, connect-25=405 No | ASK
            """)
    void theOtherTunnels_areSparedAfterTheSame405WithoutASignOfAProxy(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            connect-80  | get-8471=404 No, connect-443=405 No, connect-25=405 No | ASK
            get-80      | get-8471=404 No, connect-443=405 No, control=404 No    | ASK
            get-80      | get-8471=~SSH-2.0-x, connect-443=~SSH-2.0-x            | ASK
            get-80      | get-8471=!CLOSED, connect-443=!CLOSED                  | SKIP
            get-80      | get-8471=!PORT_CLOSED                                  | SKIP
            control     | get-8471=404 No+, connect-443=405 No                   | SKIP
            """)
    void everything_sparesNothingButWhatNobodyHearsOrHarms(String ask, String answers, Kind expected) {
        assertThat(decision(ask, answers, true)).isEqualTo(expected);
    }

    @Test
    void theFirstConnect_followsAsSoonAsThePortIsKnownToBeOpen() {
        Progress reached = new Progress(ImmutableSet.of("get-8471"), ImmutableMap.of(), true, false);
        assertThat(on("connect-443", reached, false).kind()).isEqualTo(Kind.ASK);
        assertThat(on("connect-25", reached, false).kind()).isEqualTo(Kind.WAIT);
    }

    @Test
    void aQuietFirstGet_callsForTheControlAtOnce() {
        Progress quiet = new Progress(ImmutableSet.of("get-8471"), ImmutableMap.of(), true, true);
        assertThat(on("control", quiet, false).kind()).isEqualTo(Kind.ASK);
        assertThat(on("get-80", quiet, false).kind()).isEqualTo(Kind.WAIT);
    }

    @Test
    void withoutAnotherConnectToCompareWith_noneIsSpared() {
        Questions tunnels = Questions.of(Probes.STANDARD, Answers.destinations(), ImmutableList.of(25, 8471));
        Progress refused = progress("get-8471=404 No, connect-25=405 No");
        assertThat(on(tunnels, "connect-8471", refused, false).kind()).isEqualTo(Kind.ASK);
    }

    @Test
    void withoutAGetTo80_anotherSpeaksForTheRest() {
        ImmutableList<Destination> noWeb = Answers.destinations().stream()
                .filter(place -> place.port() != 80)
                .collect(ImmutableList.toImmutableList());
        Questions questions = Questions.of(Probes.STANDARD, noWeb, ImmutableList.of(443));
        Progress refused = progress("get-8471=404 No, connect-443=405 No");
        assertThat(on(questions, "get-443", refused, false).kind()).isEqualTo(Kind.ASK);
        assertThat(on(questions, "get-25", refused, false).kind()).isEqualTo(Kind.WAIT);
    }

    @Test
    void tunnelsTo443And25_comeFirst() {
        assertThat(QUESTIONS.all().stream()
                        .filter(ask -> ask.probe() == Probes.CONNECT)
                        .map(Ask::id))
                .containsExactly("connect-443", "connect-25", "connect-8471", "connect-80");
    }

    @Test
    void whatIsSkipped_isSkippedForAReason() {
        Progress closed = progress("get-8471=!PORT_CLOSED");
        assertThat(QUESTIONS.all().stream().map(ask -> on(ask.id(), closed, false)))
                .filteredOn(decision -> decision.kind() == Kind.SKIP)
                .hasSizeGreaterThan(8)
                .allSatisfy(decision -> assertThat(decision.why()).isEqualTo("nothing listens there"));
    }
}
