package relaycheck.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.target.Endpoint;
import relaycheck.target.Parsed;
import relaycheck.target.Problem;

class PolicyFileTest {
    private static final String GOOD = """
            # what we live with
            [[accepted]]
            target = "10.0.0.0/24"
            owner = "web team"
            reason = "replaced in January"
            ticket = "RISK-17"
            expires = 2027-01-31

            [[intended]]
            target = "10.0.0.5:3128"
            ports = [443, 80]
            vantage = "office"
            owner = "net team"
            reason = "the way out"
            """;

    @Test
    void goodFile_isRead() {
        Parsed<Policy> parsed = PolicyFile.parse("a.toml", GOOD);
        assertThat(parsed.problems()).isEmpty();
        AcceptedRisk accepted = parsed.value().accepted().get(0);
        assertThat(accepted.expires()).isEqualTo(LocalDate.of(2027, 1, 31));
        assertThat(accepted.words()).isEqualTo("accepted by web team until 2027-01-31 (RISK-17): replaced in January");
        assertThat(accepted.where().has(Endpoint.of("10.0.0.255", 8080))).isTrue();
        assertThat(accepted.where().has(Endpoint.of("10.0.1.0", 8080))).isFalse();
        IntendedRelay intended = parsed.value().intended().get(0);
        assertThat(intended.ports()).isEqualTo(ImmutableSortedSet.of(80, 443));
        assertThat(intended.vantage()).isEqualTo(Optional.of("office"));
        assertThat(intended.where().has(Endpoint.of("10.0.0.5", 3128))).isTrue();
        assertThat(intended.where().has(Endpoint.of("10.0.0.5", 80))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "accepted = []\n"})
    void fileThatSaysNothing_isTheEmptyPolicy(String text) {
        Parsed<Policy> parsed = PolicyFile.parse("a.toml", text);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().isEmpty()).isTrue();
    }

    @Test
    void allMistakes_areToldWithFileAndLine() {
        assertThat(PolicyFile.parse("a.toml", """
                        [[accepted]]
                        target = "300.1.2.3"
                        owner = 7
                        ticket = "RISK-1"
                        expires = "2027-01-31"
                        until = 2027-01-31

                        [[intended]]
                        target = "www.example.com"
                        ports = [443, 70000, "80", [22]]
                        owner = "net team"

                        [[intendet]]
                        """).problems())
                .map(Problem::toString)
                .containsExactly(
                        "a.toml:1: reason is missing",
                        "a.toml:2: 300.1.2.3 is not an address",
                        "a.toml:3: owner must be a text in quotes, and not empty",
                        "a.toml:5: expires must be a day such as 2027-01-31, without quotes",
                        "a.toml:6: until is none of target, owner, reason, ticket, expires",
                        "a.toml:8: reason is missing",
                        "a.toml:9: www.example.com is a name: an address, a prefix or a range, please",
                        "a.toml:10: 70000 is not a port: a number from 1 to 65535, without quotes",
                        "a.toml:10: 80 is not a port: a number from 1 to 65535, without quotes",
                        "a.toml:10: a list or a table is not a port: a number from 1 to 65535, without quotes",
                        "a.toml:13: intendet is none of accepted, intended");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    accepted = 7                              | a.toml:1: accepted takes tables: write [[accepted]] above each
                    [accepted]                                | a.toml:1: accepted takes tables: write [[accepted]] above each
                    accepted = ["10.0.0.1"]                   | a.toml:1: accepted takes tables: write [[accepted]] above each
                    """)
    void whatIsNoTable_isToldToBeOne(String text, String problem) {
        assertThat(PolicyFile.parse("a.toml", text).problems())
                .map(Problem::toString)
                .containsExactly(problem);
    }

    @Test
    void brokenToml_isToldWithItsLine() {
        assertThat(PolicyFile.parse("a.toml", "# mine\n\na = \n").problems())
                .map(problem -> problem.origin().line())
                .containsExactly(3);
    }

    @Test
    void emptyTable_lacksEverything() {
        assertThat(PolicyFile.parse("a.toml", "[[accepted]]\n[[intended]]\n").problems())
                .map(Problem::toString)
                .contains("a.toml:1: target is missing", "a.toml:1: expires is missing", "a.toml:2: ports is missing")
                .hasSize(9);
    }

    /** What is accepted is not asked one by one: a network of IPv6 may be. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8::/64, 2001:db8::5, true", "2001:db8::/64, 2001:db8:0:1::, false",
        "0.0.0.0/0, 10.0.0.1, true", "0.0.0.0/0, ::1, false",
        "[2001:db8::/32]:80, 2001:db8::5, false", "10.0.0.0-12.0.0.0, 11.255.255.255, true"
    })
    void aTargetOfAnySize_isTaken(String target, String address, boolean about) {
        Parsed<Policy> parsed = PolicyFile.parse("a.toml", """
                [[accepted]]
                target = "%s"
                owner = "a"
                reason = "b"
                ticket = "c"
                expires = 2027-01-31
                """.formatted(target));
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().accepted().get(0).where().has(Endpoint.of(address, 8080)))
                .isEqualTo(about);
    }

    @Test
    void aByteOrderMark_isNoMistake() {
        assertThat(PolicyFile.parse("a.toml", "\ufeff[[accepted]]\n").problems())
                .extracting(problem -> problem.origin().line())
                .containsOnly(1);
        assertThat(PolicyFile.parse("a.toml", "\ufeff# nothing\n").problems()).isEmpty();
    }

    /** It would be about nothing. */
    @Test
    void anExclude_isNoTarget() {
        assertThat(PolicyFile.parse("a.toml", "[[accepted]]\ntarget = \"!10.0.0.1\"")
                        .problems())
                .extracting(Problem::toString)
                .contains("a.toml:2: !10.0.0.1 is not an address");
    }
}
