package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** Where the canary is: understood or refused. Only literal addresses, since a name would be a question to the DNS. */
class CliFuzzTest {
    private final Mutants mutants = new Mutants();

    @Test
    void aCanarysPlace_isReadOrRefused() {
        ImmutableList<String> ports = ImmutableList.of("8471", "443,80,25", "1,65535");
        mutants.each(5_000, ports, text -> "10.77.3.1:" + text, CliFuzzTest::read);
        mutants.each(5_000, ImmutableList.of("10.77.3.1:8471", "[fd00::1]:443,80"), CliFuzzTest::read);
    }

    private static void read(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || InetAddresses.isInetAddress(text.substring(0, colon).replaceAll("[\\[\\]]", ""))) {
            assertThat(CanaryPlace.parse("--canary", text).ports()).allMatch(port -> port >= 1 && port <= 65_535);
        }
    }
}
