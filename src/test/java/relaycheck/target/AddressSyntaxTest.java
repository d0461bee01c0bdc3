package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSyntaxTest {
    /** In a group, where the library drops leading zeros. */
    private static final Pattern FIVE_DIGITS = Pattern.compile("(^|:)[0-9a-f]{5}");

    private static final ImmutableList<String> PARTS = ImmutableList.of(
            "0", "1", "255", "256", "10.", "0.", "0:", "ffff:", "ffff", "2001:", "db8:", ":", "::", ".", "1.2.3.4",
            "a0:");

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
            64:ff9b::10.0.0.0/127          | 64:ff9b::a00:0-64:ff9b::a00:1
            2002:a00:1::                   | 2002:a00:1::
            ::ffff:0:0/96                  | 0.0.0.0-255.255.255.255
            ::1.2.3.4                      | ::102:304
            1:2:3:4:5:6:1.2.3.4            | 1:2:3:4:5:6:102:304
            1:2:3:4:5:6:7::                | 1:2:3:4:5:6:7:0
            128.0.0.0/1                    | 128.0.0.0-255.255.255.255
            10.0.0.128/25                  | 10.0.0.128-10.0.0.255
            2001:db8::/29                  | 2001:db8::-2001:dbf:ffff:ffff:ffff:ffff:ffff:ffff
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
            fe80::1%eth0          | has a zone (%…), which
            fe80::1%1             | has a zone
            10.0.0.1%1            | has a zone
            1::2::3               | 1::2::3 is not an address
            12345::               | 12345:: is not an address
            0ffff::               | 0ffff:: is not an address
            1:2:3:4:5:6:7::8      | 1:2:3:4:5:6:7::8 is not an address
            ::ffff:1.2.3          | ::ffff:1.2.3 is not an address
            1.2.3.4::             | 1.2.3.4:: is not an address
            ::ffff:10.0.0.5/120   | write ::ffff:a00:0/120 for the whole network or ::ffff:a00:5 for the one host
            10.0.0.0/129          | 10.0.0.0/129 is not a prefix
            2001:db8::/999        | 2001:db8::/999 is not a prefix
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

    /** A library with options for every looser reading, all of them switched off. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyText_isReadAsTheAddressLibraryReadsIt(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = address(random);
            assertThat(block(text))
                    .as(text)
                    .isEqualTo(FIVE_DIGITS.matcher(text).find() ? "none" : blockOfLibrary(text));
        }
    }

    private static String address(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(9);
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return random.nextBoolean() ? text.toString() : text + "/" + random.nextInt(140);
    }

    private static String block(String text) {
        try {
            return AddressSyntax.parse(text).toString();
        } catch (IllegalArgumentException e) {
            return "none";
        }
    }

    private static String blockOfLibrary(String text) {
        try {
            IPAddress address = new IPAddressString(text, StrictAddress.WITH_ZONE).toAddress();
            return address.isPrefixed() && !address.isPrefixBlock()
                    ? "none"
                    : new AddressBlock(
                                    AddressLine.ofBytes(address.getLower().getBytes()),
                                    AddressLine.ofBytes(address.getUpper().getBytes()))
                            .toString();
        } catch (AddressStringException | IllegalArgumentException e) {
            return "none";
        }
    }
}
