package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "www.example.com,  www.example.com",
        "WWW.Example.COM., www.example.com",
        "localhost,        localhost",
        "a_b.c-d.e1,       a_b.c-d.e1",
        "bücher.de,        xn--bcher-kva.de"
    })
    void name_isLowerCaseAsciiWithoutFinalDot(String text, String name) {
        assertThat(HostName.normalize(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a..b", "-a.de", "a-.de", "a b", "a@b", "a/b", "a,b", "*.de", "a\\b", "a\u0000b", "a\nb"
            })
    void whatNoHostCanBeCalled_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostName.normalize(text))
                .withMessageContaining("is not an address, a prefix, a range or a host name");
    }

    @Test
    void lengthLimits_areThoseOfTheDns() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);
        assertThat(HostName.normalize(longest)).hasSize(253);
        assertThatIllegalArgumentException().isThrownBy(() -> HostName.normalize(longest + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> HostName.normalize(label + "a.de"));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example,     true",
        "example,         true",
        "a.invalid,       true",
        "a.b.test,        true",
        "www.example.com, false",
        "test.de,         false",
        "mytest,          false",
        "localhost,       false"
    })
    void reservedNames_neverResolve(String name, boolean never) {
        assertThat(HostName.neverResolves(name)).isEqualTo(never);
    }
}
