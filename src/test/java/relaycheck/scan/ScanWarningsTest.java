package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.target.Endpoint;
import relaycheck.target.Ports;
import relaycheck.target.Source;
import relaycheck.target.TargetList;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class ScanWarningsTest {
    private final List<Finding> findings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | 10.9.9.9   | true  | true
            3 | 10.9.9.9   | false | false
            2 | 10.9.9.9   | true  | false
            3 | 10.77.2.9  | true  | false
            3 | 127.0.0.1  | true  | false
            """)
    void anEgressThatMostShare_isAWarning_whereItIsNoTargetAndNotThisMachine(
            int open, String egress, boolean embedded, boolean warned) {
        for (int i = 1; i <= open; i++) {
            found("10.77.2." + i, Verdict.OPEN, egress);
        }
        String warnings = String.join("\n", warnings(embedded));
        assertThat(warnings.contains("an interception proxy on the way")).isEqualTo(warned);
        assertThat(warnings.contains(egress)).isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({
        "outside vps, 127.0.0.1, an outside vantage",
        "Inside,      9.9.9.9,   an inside vantage",
        "office,      127.0.0.1, an inside vantage",
        "office,      9.9.9.9,   a public address"
    })
    void vantage_isWhatItsNameSaysOrElseItsAddress(String name, String source, String kind) {
        String words = ScanWarnings.vantage(
                Optional.of(name), Optional.of(InetAddresses.forString(source)), Endpoint.of("127.0.0.1", 80));
        assertThat(words).startsWith(name + ", " + source + " (" + kind);
    }

    @Test
    void anEgressOfHalfOfThem_isNoWarning() {
        found("10.77.2.1", Verdict.OPEN, "10.9.9.9");
        found("10.77.2.2", Verdict.OPEN, "10.9.9.9");
        found("10.77.2.3", Verdict.OPEN, "10.77.2.3");
        found("10.77.2.4", Verdict.OPEN, "10.77.2.4");
        assertThat(warnings(true)).isEmpty();
    }

    @Test
    void severalThatTried_withoutOneThatIsOpen_mayBeUnableToReachTheCanary() {
        found("10.77.2.1", Verdict.SUSPECT, "");
        found("10.77.2.2", Verdict.SUSPECT, "");
        assertThat(warnings(false)).isEmpty();
        found("10.77.2.3", Verdict.SUSPECT, "");
        assertThat(warnings(false)).singleElement().asString().startsWith("nothing ever arrived at the canary");
        found("10.77.2.4", Verdict.OPEN, "10.77.2.4");
        assertThat(warnings(false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SUSPECT, ''", "OPEN, 10.9.9.9"})
    void whatCountsFindings_isNotCarriedIntoALaterPart(Verdict verdict, String egress) {
        for (int i = 1; i <= 3; i++) {
            found("10.77.2." + i, verdict, egress);
        }
        assertThat(warnings(true)).hasSize(1);
        assertThat(ScanWarnings.lasting(warnings(true))).isEmpty();
        assertThat(ScanWarnings.lasting(ImmutableList.of("canary 10.0.0.9:25: not listening")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.66.0.1                     |
            10.77.2.9                     |
            10.77.2.5 10.66.0.1 10.77.2.9 | 10.77.2.5 reached the canary without our nonce: a hint that it relays,
            10.77.2.10 10.77.2.5          | 10.77.2.5 and 1 more target reached the canary without our nonce: a hint that they relay,
            10.77.2.7 10.77.2.5 10.77.2.6 | 10.77.2.5 and 2 more targets reached the canary without our nonce: a hint that they relay,
            """)
    void aTargetThatReachedTheCanaryAndProvedNothing_isAHint(String sources, String hint) {
        found("10.77.2.9", Verdict.OPEN, "10.77.2.9");
        ImmutableSet<InetAddress> withoutNonce =
                Arrays.stream(sources.split(" ")).map(InetAddresses::forString).collect(ImmutableSet.toImmutableSet());
        ImmutableList<String> warnings = warnings(new StillCanary(true, withoutNonce));
        if (hint == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings).singleElement().asString().startsWith(hint);
        }
    }

    private void found(String address, Verdict verdict, String egress) {
        findings.add(new Finding(
                Endpoint.of(address, 8080),
                ImmutableList.of(),
                Optional.empty(),
                Instant.EPOCH,
                verdict,
                Severity.HIGH,
                "rule",
                "because",
                Relays.NONE,
                egress.isEmpty() ? ImmutableList.of() : ImmutableList.of(egress),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                Background.NONE));
    }

    private ImmutableList<String> warnings(boolean embedded) {
        return warnings(new StillCanary(embedded));
    }

    private ImmutableList<String> warnings(StillCanary canary) {
        TargetList targets = TargetList.parse(
                        List.of(Source.argument("", "10.77.2.0/24")), List.of(), Ports.parse("8080"))
                .value();
        return ScanWarnings.of(canary, targets, ImmutableList.of(), findings);
    }
}
