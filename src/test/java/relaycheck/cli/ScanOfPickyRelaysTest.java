package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.peer.PickyRelay;
import relaycheck.probe.Way;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** Relays that turn away what is usually asked, and carry what is not. */
class ScanOfPickyRelaysTest {
    private static final Predicate<String> ONLY_OLD = line -> line.endsWith(" HTTP/1.0");
    private static final Predicate<String> ONLY_POST = line -> line.startsWith("POST ");
    private static final Predicate<String> ONLY_NAMES = line -> line.contains("canary.test:");

    @TempDir
    Path folder;

    @Test
    void aRelayForOldHttpAlone_isFoundWhereEverythingIsAsked() throws IOException {
        Finding finding = found(ONLY_OLD, Verdict.OPEN, "--probes", "all");
        assertThat(finding.relays().by(Way.GET)).hasSize(1);
        assertThat(finding.relays().by(Way.CONNECT)).isEqualTo(finding.relays().by(Way.GET));
        assertThat(finding.because()).contains("HTTP/1.0");
    }

    @Test
    void aRelayForPostAlone_isFoundWhereEverythingIsAsked() throws IOException {
        Finding finding = found(ONLY_POST, Verdict.OPEN, "--probes", "all");
        assertThat(finding.relays().by(Way.POST)).hasSize(1);
        assertThat(finding.relays().ports().keySet()).containsExactly(Way.POST);
    }

    @Test
    void aRelayForPostAlone_isFoundWhereOnlyThatIsAskedBesides() throws IOException {
        assertThat(found(ONLY_POST, Verdict.OPEN, "--probes", "post").because()).contains("POST");
    }

    @Test
    void aRelayForNamesAlone_isFoundByTheNameOfTheCanary() throws IOException {
        Finding finding = found(ONLY_NAMES, Verdict.OPEN, "--canary-name", "canary.test");
        assertThat(finding.relays().by(Way.GET)).hasSize(1);
        assertThat(finding.relays().by(Way.CONNECT)).hasSize(1);
        assertThat(finding.probes())
                .filteredOn(probe -> probe.proof().isPresent())
                .isNotEmpty()
                .allSatisfy(probe -> assertThat(probe.request()).contains("canary.test:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary.example", "other.test"})
    void aRelayForNamesAlone_isNotFoundByAnotherName(String name) throws IOException {
        found(ONLY_NAMES, Verdict.NOT_A_RELAY, "--canary-name", name);
    }

    @Test
    void aRelayForNamesAlone_isNotFoundByAnAddress() throws IOException {
        found(ONLY_NAMES, Verdict.NOT_A_RELAY, "--probes", "all");
    }

    @Test
    void whatIsNotAsked_isNotFound() throws IOException {
        found(ONLY_OLD, Verdict.NOT_A_RELAY);
        found(ONLY_POST, Verdict.NOT_A_RELAY);
    }

    @Test
    void aRelayForNothing_isNoneWhateverIsAsked() throws IOException {
        found(line -> false, Verdict.NOT_A_RELAY, "--probes", "all");
    }

    private Finding found(Predicate<String> taste, Verdict expected, String... options) throws IOException {
        try (PickyRelay relay = PickyRelay.of(taste);
                ScanOnLoopback scan = new ScanOnLoopback(folder)) {
            List<String> arguments = new ArrayList<>();
            // what it does not speak it hears out until the deadline
            Collections.addAll(arguments, "127.0.0.1:" + relay.port(), "--rate", "unlimited", "--deadline", "2s");
            Collections.addAll(arguments, options);
            Finding finding = scan.scan(arguments.toArray(new String[0])).at(relay.port());
            assertThat(finding.verdict()).as(finding.because()).isEqualTo(expected);
            assertThat(finding.relays().all()).isSubsetOf(scan.canaryPort()).hasSize(expected == Verdict.OPEN ? 1 : 0);
            return finding;
        }
    }
}
