package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialPurposeTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,         NEVER,        0.0.0.0/32",
        "0.1.2.3,         NEVER,        0.0.0.0/8",
        "10.255.255.255,  AS_LISTED,    10.0.0.0/8",
        "100.64.0.0,      SCOPE_NEEDED, 100.64.0.0/10",
        "100.127.255.255, SCOPE_NEEDED, 100.64.0.0/10",
        "100.100.100.200, NEVER,        100.100.100.200/32",
        "127.0.0.1,       AS_LISTED,    127.0.0.0/8",
        "169.254.0.1,     AS_LISTED,    169.254.0.0/16",
        "169.254.169.254, NEVER,        169.254.169.254/32",
        "169.254.170.2,   NEVER,        169.254.170.2/32",
        "168.63.129.16,   NEVER,        168.63.129.16/32",
        "172.31.255.255,  AS_LISTED,    172.16.0.0/12",
        "192.0.0.7,       NEVER,        192.0.0.0/29",
        "192.0.0.8,       NEVER,        192.0.0.8/32",
        "192.0.0.200,     NEVER,        192.0.0.0/24",
        "192.0.2.255,     NEVER,        192.0.2.0/24",
        "192.88.99.1,     SCOPE_NEEDED, 192.88.99.0/24",
        "192.168.255.255, AS_LISTED,    192.168.0.0/16",
        "198.18.0.0,      SCOPE_NEEDED, 198.18.0.0/15",
        "198.51.100.1,    NEVER,        198.51.100.0/24",
        "203.0.113.1,     NEVER,        203.0.113.0/24",
        "224.0.0.1,       NEVER,        224.0.0.0/4",
        "239.255.255.255, NEVER,        224.0.0.0/4",
        "240.0.0.1,       NEVER,        240.0.0.0/4",
        "255.255.255.255, NEVER,        255.255.255.255/32",
        "::,              NEVER,        ::/128",
        "::1,             AS_LISTED,    ::1/128",
        "64:ff9b:1::1,    SCOPE_NEEDED, 64:ff9b:1::/48",
        "100::1,          NEVER,        100::/64",
        "100:0:0:1::1,    NEVER,        100:0:0:1::/64",
        "2001::1,         SCOPE_NEEDED, 2001::/32",
        "2001:1::1,       NEVER,        2001:1::1/128",
        "2001:1ff::,      SCOPE_NEEDED, 2001::/23",
        "2001:2f::1,      NEVER,        2001:20::/28",
        "2001:db8:ffff::, NEVER,        2001:db8::/32",
        "2620:4f:8000::1, SCOPE_NEEDED, 2620:4f:8000::/48",
        "3fff:fff::1,     NEVER,        3fff::/20",
        "5f00::1,         SCOPE_NEEDED, 5f00::/16",
        "fd00::1,         AS_LISTED,    fc00::/7",
        "fd00:ec2::254,   NEVER,        fd00:ec2::254/128",
        "fe80::1,         AS_LISTED,    fe80::/10",
        "febf::1,         AS_LISTED,    fe80::/10",
        "ff02::1,         NEVER,        ff00::/8"
    })
    void specialAddress_isKnownByItsInnermostBlock(String address, SpecialPurpose.Use use, String prefix) {
        SpecialPurpose block =
                SpecialPurpose.of(InetAddresses.forString(address)).orElseThrow();
        assertThat(block.use()).isEqualTo(use);
        assertThat(block.prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::",
                "2606:4700::1",
                "2001:db7::1",
                "2001:db9::",
                "4000::",
                "fec0::1",
                "64:ff9c::"
            })
    void addressBesideTheBlocks_isOrdinary(String address) {
        assertThat(SpecialPurpose.of(InetAddresses.forString(address))).isEmpty();
    }
}
