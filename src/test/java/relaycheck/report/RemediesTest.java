package relaycheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import relaycheck.verdict.Finding;

class RemediesTest {
    /** A rule on addresses of one family lets the other in, at which the same program mostly listens. */
    @Test
    void packetFilterOfWhatIsNotKnown_closesThePortThatWasFound() {
        Finding unknown = SampleReports.open("10.0.0.1", "", 8888);
        assertThat(Remedies.of(unknown, Locale.ENGLISH).configuration())
                .containsExactly(
                        "nft add rule inet filter input tcp dport 8888 ip saddr != 192.0.2.0/24 drop",
                        "nft add rule inet filter input tcp dport 8888 ip6 saddr != 2001:db8::/32 drop");
    }

    @Test
    void configurationThatNamesTheSoftware_sparesLookingForIt() {
        Finding unknown = SampleReports.open("10.0.0.1", "", 8888);
        Finding configured = unknown.with(SampleReports.explained().background());
        assertThat(Remedies.of(configured, Locale.ENGLISH).change())
                .isEqualTo(
                        Remedies.of(SampleReports.openSquid(), Locale.ENGLISH).change());
    }
}
