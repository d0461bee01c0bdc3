package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetSyntaxTest {
    private static final Origin ORIGIN = new Origin("targets", 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.5                      | Addresses | 10.0.0.5                | -         | -
            10.0.0.5:3128                 | Addresses | 10.0.0.5                | 3128      | -
            10.0.0.5:80,8080              | Addresses | 10.0.0.5                | 80,8080   | -
            10.0.0.5:8000-8010            | Addresses | 10.0.0.5                | 8000-8010 | -
            10.0.0.0/24                   | Addresses | 10.0.0.0/24             | -         | -
            10.0.0.0/24:8080              | Addresses | 10.0.0.0/24             | 8080      | -
            10.0.0.5-10.0.0.20            | Addresses | 10.0.0.5-10.0.0.20      | -         | -
            10.0.0.5-10.0.0.20:80-81      | Addresses | 10.0.0.5-10.0.0.20      | 80-81     | -
            2001:db8::1                   | Addresses | 2001:db8::1             | -         | -
            ::1:8080                      | Addresses | ::1:8080                | -         | -
            [::1]                         | Addresses | ::1                     | -         | -
            [2001:db8::1]:80,8080         | Addresses | 2001:db8::1             | 80,8080   | -
            [fd00::/120]:80               | Addresses | fd00::/120              | 80        | -
            fd00::1-fd00::9               | Addresses | fd00::1-fd00::9         | -         | -
            [fd00::1-fd00::9]:80          | Addresses | fd00::1-fd00::9         | 80        | -
            www.example.com               | Name      | www.example.com         | -         | -
            WWW.Example.com.:8080         | Name      | www.example.com         | 8080      | -
            localhost                     | Name      | localhost               | -         | -
            10.0.0.5 web team, OPS-1      | Addresses | 10.0.0.5                | -         | web team, OPS-1
            10.0.0.5:80     12:30 1 rack  | Addresses | 10.0.0.5                | 80        | 12:30 1 rack
            a.example.com b.example.com   | Name      | a.example.com           | -         | b.example.com
            """)
    void everyForm_isUnderstood(String entry, String kind, String text, String ports, String label) {
        TargetSpec spec = TargetSyntax.parse(entry, ORIGIN);

        assertThat(spec.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(spec.text()).isEqualTo(text);
        assertThat(spec.ports().map(Ports::toString).orElse("-")).isEqualTo(ports);
        assertThat(spec.label().orElse("-")).isEqualTo(label);
        assertThat(spec.origin()).isEqualTo(ORIGIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | nothing is listed here
            10.0.0.5:             | "" is not a port
            10.0.0.5:0            | 0 is not a port
            10.0.0.5:http         | "http" is not a port
            [::1]:70000           | 70000 is not a port
            [::1]8080             | [::1]8080 is not an address
            [10.0.0.5]:80         | brackets are for IPv6 addresses
            [www.example.com]:80  | brackets are for IPv6 addresses
            [::1                  | [::1 is not an address
            :80                   | :80 names no host before its ports
            http://10.0.0.5:80/   | is a URL
            10.0.0.5 - 10.0.0.9   | no blanks inside a target
            10.0.0.5 :80          | no blanks inside a target
            10.0.0.5 , 10.0.0.6   | no blanks inside a target
            10.0.0.0 /24          | no blanks inside a target
            10.0.0.5 10.0.0.6     | one target a line: 10.0.0.6 needs
            10.0.0.5 [::1]:80 x   | one target a line: [::1]:80 needs
            10.0.0.5,10.0.0.6     | is not an address
            10.0.0.5,             | 10.0.0.5, is not an address
            user@10.0.0.5         | user@10.0.0.5 is not an address
            """)
    void otherForms_areRefusedWithTheReason(String entry, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetSyntax.parse(entry, ORIGIN))
                .withMessageContaining(message);
    }
}
