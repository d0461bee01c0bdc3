package relaycheck.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class AskedAgainTest {
    private static final Run FIRST = run(true, "standard");

    @ParameterizedTest
    @CsvSource({
        "connect-25, connect-25, '', true",
        "connect-25, connect-443, '', false",
        "connect-25, connect-443, 'get-80, connect-25', true",
        "connect-otherwise-443, connect-443, '', true",
        "get-8471, get-9123, '', true",
        "get-80, get-9123, '', false",
        "get-8471, connect-9123, '', false",
        "socks5-8471, get-9123, 'socks5, socks4', true",
        "tls-get-8471, get-9123, '', false",
    })
    void onlyTheSameQuestion_answersForWhatRelayed(String exposed, String asked, String spared, boolean again) {
        assertThat(AskedAgain.of(finding(exposed, Outcome.Kind.RELAYED, ""), FIRST, later(asked, spared), FIRST))
                .isEqualTo(again);
    }

    @Test
    void whatWasRefusedBefore_needsNoAsking() {
        assertThat(AskedAgain.of(finding("connect-25", Outcome.Kind.REFUSED, ""), FIRST, later("get-80", ""), FIRST))
                .isTrue();
    }

    @Test
    void portsOfACanaryThatWasGiven_areNotByChance() {
        Run given = run(false, "standard");
        assertThat(AskedAgain.of(finding("get-8080", Outcome.Kind.RELAYED, ""), given, later("get-9090", ""), given))
                .isFalse();
    }

    @Test
    void whatOtherProbesSpare_isNotAskedAgain() {
        assertThat(AskedAgain.of(
                        finding("socks5-80", Outcome.Kind.RELAYED, ""),
                        run(true, "all"),
                        later("get-80", "socks5"),
                        FIRST))
                .isFalse();
    }

    /** Some relay to names only. */
    @Test
    void whatIsAskedForByAnotherName_isNotAskedAgain() {
        Run named = run(ImmutableMap.of("probes", "standard", "canary-name", "canary.example.net"), true);
        Finding open = finding("get-80", Outcome.Kind.RELAYED, "");
        assertThat(AskedAgain.of(open, named, later("get-80", ""), FIRST)).isFalse();
        assertThat(AskedAgain.of(open, FIRST, later("get-80", ""), named)).isFalse();
        assertThat(AskedAgain.of(open, named, later("get-80", ""), named)).isTrue();
        assertThat(AskedAgain.of(later("get-80", ""), named, later("get-80", ""), FIRST))
                .isTrue();
    }

    /** Closed to strangers says nothing of insiders; a scan that does not say where it stood is taken to stand where it stood. */
    @ParameterizedTest
    @CsvSource({"inside, outside, false", "inside, inside, true", "'', outside, true", "inside, '', true"})
    void whatIsAskedFromElsewhere_isNotAskedAgain(String here, String there, boolean again) {
        Run earlier = run(ImmutableMap.of("probes", "standard", "vantage", here), true);
        Run later = run(ImmutableMap.of("probes", "standard", "vantage", there), true);
        Finding open = finding("get-80", Outcome.Kind.RELAYED, "");
        assertThat(AskedAgain.of(open, earlier, later("get-80", ""), later)).isEqualTo(again);
        assertThat(AskedAgain.of(later("get-80", ""), earlier, later("get-80", ""), later))
                .isTrue();
    }

    private static Finding later(String asked, String spared) {
        return finding(asked, Outcome.Kind.REFUSED, spared);
    }

    private static Finding finding(String id, Outcome.Kind outcome, String spared) {
        return new Finding(
                Endpoint.of("10.0.0.1", 80),
                ImmutableList.of(),
                Optional.empty(),
                Instant.EPOCH,
                Verdict.NOT_A_RELAY,
                Severity.NONE,
                "refused",
                "",
                Relays.NONE,
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of(new ProbeResult(
                        id, Way.GET, "", "", outcome, 0, "", 0, "", "", Optional.empty(), ImmutableList.of())),
                spared.isEmpty() ? ImmutableList.of() : ImmutableList.of(new NotAsked(spared, "not needed")),
                ImmutableList.of(),
                Background.NONE);
    }

    private static Run run(boolean embedded, String probes) {
        return run(ImmutableMap.of("probes", probes), embedded);
    }

    private static Run run(ImmutableMap<String, String> settings, boolean embedded) {
        return new Run(
                "run",
                "1",
                Instant.EPOCH,
                Optional.empty(),
                true,
                "10.0.0.9",
                new Run.CanaryUsed(ImmutableList.of(), ImmutableList.of(), embedded),
                settings,
                "",
                ImmutableList.of(),
                Run.Receipt.NONE);
    }
}
