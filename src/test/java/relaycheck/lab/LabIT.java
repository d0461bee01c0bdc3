package relaycheck.lab;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.probe.Way;
import relaycheck.real.RealScan;
import relaycheck.real.RealServers;
import tools.jackson.databind.JsonNode;

/**
 * Starts the whole lab, scans each server once, and compares what was found with what is true.
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
    /** By the probes that were asked. */
    private ImmutableMap<String, RealScan> scans;

    private ImmutableMap<LabCase, Boolean> alive;

    /** Sixty servers on a busy machine of two cores take longer than a test may. */
    @BeforeAll
    @Timeout(180)
    void scanOnce(@TempDir Path folder) throws IOException {
        RealScan.assumeCanaryPorts(CANARY);
        lab = Lab.start(cases);
        ImmutableMap.Builder<String, RealScan> each = ImmutableMap.builder();
        for (String probes : running().keySet()) {
            Path own = Files.createDirectory(folder.resolve(probes));
            each.put(probes, RealScan.of(own, RealScan.STRANGER, CANARY, arguments(probes)));
        }
        scans = each.buildOrThrow();
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
        for (Way way : Way.values()) {
            // what relays otherwise is not asked for a foreign Host
            if (way != Way.HOST) {
                assertThat(RealScan.relayed(finding, way.word()))
                        .as(way + ": " + because)
                        .isEqualTo(ports(one.relays().get(way.word())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void server_isAliveAfterwards(LabCase one) {
        RealServers.assumeInstalled(one.program());
        assertThat(alive.get(one)).isTrue();
    }

    @Test
    void scan_isCompleteAndFindsExposure() {
        scans.forEach((probes, scan) -> {
            assertThat(scan.status()).as(scan.said()).isEqualTo(1);
            assertThat(scan.report().get("scan").get("complete").asBoolean()).isTrue();
            assertThat(scan.report().get("endpoints").size())
                    .isEqualTo(running().get(probes).size());
        });
        assertThat(cases.size()).isGreaterThanOrEqualTo(LEAST_CASES);
    }

    private ImmutableListMultimap<String, LabCase> running() {
        return Multimaps.index(lab.servers().keySet(), LabCase::probes);
    }

    private ImmutableList<String> arguments(String probes) {
        ImmutableList.Builder<String> arguments =
                ImmutableList.<String>builder().add("--probes", probes);
        for (LabCase one : running().get(probes)) {
            InetSocketAddress place = lab.servers().get(one).place();
            arguments.add(place.getHostString() + ":" + place.getPort());
        }
        return arguments.build();
    }

    private JsonNode finding(LabCase one) {
        RealServers.assumeInstalled(one.program());
        LabServer server = lab.servers().get(one);
        return scans.get(one.probes())
                .endpoint(server.place().getHostString(), server.place().getPort());
    }

    /** The truth as numbers: the canary's own port is the one that is not well known. */
    private ImmutableSet<Integer> ports(ImmutableSet<String> words) {
        int own = scans.values().iterator().next().canaryPorts().stream()
                .max(Integer::compare)
                .orElseThrow();
        return words.stream()
                .map(word -> word.equals("own") ? own : Integer.parseInt(word))
                .collect(toImmutableSet());
    }
}
