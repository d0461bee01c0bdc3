package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSyntaxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.1                       | 10.0.0.1
            255.255.255.255                | 255.255.255.255
            0.0.0.0                        | 0.0.0.0
            10.0.0.0/24                    | 10.0.0.0-10.0.0.255
            10.0.0.4/31                    | 10.0.0.4-10.0.0.5
            10.0.0.5/32                    | 10.0.0.5
            0.0.0.0/0                      | 0.0.0.0-255.255.255.255
            10.0.0.5-10.0.0.20             | 10.0.0.5-10.0.0.20
            10.0.0.5-10.0.0.5              | 10.0.0.5
            ::1                            | ::1
            ::                             | ::
            2001:DB8::1                    | 2001:db8::1
            2001:0db8:0:0:0:0:0:0001       | 2001:db8::1
            2001:db8::/127                 | 2001:db8::-2001:db8::1
            ::/0                           | ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
            fd00::5-fd00::20               | fd00::5-fd00::20
            ::ffff:1.2.3.4                 | 1.2.3.4
            ::ffff:a00:1                   | 10.0.0.1
            ::ffff:10.0.0.0/120            | 10.0.0.0-10.0.0.255
            ::ffff:10.0.0.1-::ffff:10.0.0.3| 10.0.0.1-10.0.0.3
            64:ff9b::10.0.0.1              | 64:ff9b::a00:1
            2002:a00:1::                   | 2002:a00:1::
            """)
    void addressPrefixAndRange_areBlocks(String text, String block) {
        assertThat(AddressSyntax.isMeant(text)).isTrue();
        assertThat(AddressSyntax.parse(text)).hasToString(block);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            300.1.2.3             | 300.1.2.3 is not an address
            010.0.0.1             | a number with a leading zero as octal
            10.0.0.08             | a number with a leading zero as octal
            10.00.0.8             | a number with a leading zero as octal
            ::ffff:010.0.0.1      | a number with a leading zero as octal
            10.1                  | 10.1 is not an address
            10.0.1                | 10.0.1 is not an address
            0x7f.1                | 0x7f.1 is not an address
            0x7f000001            | 0x7f000001 is not an address
            127.0.0.0x1           | 127.0.0.0x1 is not an address
            2130706433            | 2130706433 is not an address
            1.2.3.4.5             | 1.2.3.4.5 is not an address
            10.0.0.*              | 10.0.0.* is not an address
            10.0.0                | 10.0.0 is not an address
            /24                   | /24 is not an address
            10.0.0.0/33           | 10.0.0.0/33 is not a prefix
            10.0.0.0/024          | 10.0.0.0/024 is not an address
            10.0.0.0/             | 10.0.0.0/ is not an address
            10.0.0.0/8/8          | is not an address
            10.0.0.0/255.0.0.0    | is not an address
            10.0.0.5/24           | write 10.0.0.0/24 for the whole network or 10.0.0.5 for the one host
            10.0.0.0/0            | write 0.0.0.0/0 for the whole network or 10.0.0.0 for the one host
            2001:db8::5/64        | write 2001:db8::/64 for the whole network or 2001:db8::5 for the one host
            fe80::1%eth0          | has a zone
            fe80::1%1             | has a zone
            10.0.0.1%1            | has a zone
            1::2::3               | 1::2::3 is not an address
            12345::               | 12345:: is not an address
            :                     | : is not an address
            ::1/129               | ::1/129 is not a prefix
            10.0.0.5-20           | write both ends in full, 10.0.0.5-10.0.0.20
            10.0.0.20-10.0.0.5    | its end lies before its start
            10.0.0.5-::1          | one end is IPv4, the other is IPv6
            10.0.0.0/24-10.0.1.0  | not from prefix to prefix
            10.0.0.1-             | " is not an address"
            ::fffe:ffff:0-::ffff:0:1 | one end is IPv4
            ::fffe:0:0/95         | mixes IPv4-mapped and other IPv6 addresses
            http://10.0.0.1/      | is a URL
            """)
    void whatTwoProgramsCouldReadAsTwoHosts_isRefusedWithTheReason(String text, String message) {
        assertThat(AddressSyntax.isMeant(text)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressSyntax.parse(text))
                .withMessageContaining(message.replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "١.٢.٣.٤", "a-b", "_", "10.0.0.1\u0000"})
    void whatIsNotEvenMeantAsAnAddress_isNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressSyntax.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"www.example.com", "localhost", "10-20.example.com", "a-1", "3com.com", "1a", "xn--bcher-kva.de"
            })
    void names_areNotMeantAsAddresses(String name) {
        assertThat(AddressSyntax.isMeant(name)).isFalse();
    }
}
