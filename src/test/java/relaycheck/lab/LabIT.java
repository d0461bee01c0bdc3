package relaycheck.lab;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.real.RealScan;
import relaycheck.real.RealServers;
import tools.jackson.databind.JsonNode;

/**
 * Starts the whole lab, scans it once, and compares what was found with what is true.
 *
 * <p>On loopback it cannot be shown how a server behaves whose way to the canary a firewall cuts: a parent proxy that is
 * down stands for that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabIT {
    private static final String CANARY = "127.0.2.1";
    private static final int LEAST_CASES = 30;

    private final ImmutableList<LabCase> cases = LabCase.all();
    private Lab lab;
    private RealScan scan;
    private ImmutableMap<LabCase, Boolean> alive;

    /** Sixty servers on a busy machine of two cores take longer than a test may. */
    @BeforeAll
    @Timeout(180)
    void scanOnce(@TempDir Path folder) throws IOException {
        RealScan.assumeCanaryPorts(CANARY);
        lab = Lab.start(cases);
        scan = RealScan.of(
                folder,
                RealScan.STRANGER,
                CANARY,
                lab.servers().values().stream()
                        .map(each -> each.place().getHostString() + ":"
                                + each.place().getPort())
                        .collect(toImmutableList()));
        alive = lab.alive();
    }

    @AfterAll
    void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    ImmutableList<LabCase> cases() {
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verdict_isAmongTheRightOnes(LabCase one) {
        JsonNode finding = finding(one);
        assertThat(one.expect())
                .as(finding.get("because").asString())
                .contains(finding.get("verdict").asString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void portsProved_areExactlyThoseOfTheTruth(LabCase one) {
        JsonNode finding = finding(one);
        String because = finding.get("because").asString();
        assertThat(RealScan.relayed(finding, "get")).as("get: " + because).isEqualTo(ports(one.get()));
        assertThat(RealScan.relayed(finding, "connect"))
                .as("connect: " + because)
                .isEqualTo(ports(one.connect()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void server_isAliveAfterwards(LabCase one) {
        RealServers.assumeInstalled(one.program());
        assertThat(alive.get(one)).isTrue();
    }

    @Test
    void scan_isCompleteAndFindsExposure() {
        assertThat(scan.status()).as(scan.said()).isEqualTo(1);
        assertThat(scan.report().get("scan").get("complete").asBoolean()).isTrue();
        assertThat(scan.report().get("endpoints").size())
                .isEqualTo(lab.servers().size());
        assertThat(cases.size()).isGreaterThanOrEqualTo(LEAST_CASES);
    }

    private JsonNode finding(LabCase one) {
        RealServers.assumeInstalled(one.program());
        LabServer server = lab.servers().get(one);
        return scan.endpoint(server.place().getHostString(), server.place().getPort());
    }

    /** The truth as numbers: the canary's own port is the one that is not well known. */
    private ImmutableSet<Integer> ports(ImmutableSet<String> words) {
        int own = scan.canaryPorts().stream().max(Integer::compare).orElseThrow();
        return words.stream()
                .map(word -> word.equals("own") ? own : Integer.parseInt(word))
                .collect(toImmutableSet());
    }
}
