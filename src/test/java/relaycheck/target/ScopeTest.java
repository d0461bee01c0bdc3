package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    private static Scope owning(String... prefixes) {
        Parsed<Scope> parsed = Scope.parse(
                Stream.of(prefixes).map(text -> Source.argument("--own", text)).toList());
        assertThat(parsed.problems()).isEmpty();
        return parsed.value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.255", "::1", "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255",
                "192.168.0.0", "192.168.255.255", "169.254.1.1", "fe80::1", "fd00::1", "fc00::1", "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1", "2002:a00:1::1"
            })
    void privateAddress_isAdmittedAsListed(String address) {
        Endpoint endpoint = Endpoint.of(address, 80);
        assertThat(Scope.none().admit(endpoint)).isEqualTo(new Admitted(endpoint));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8.8.8.8            | 8.8.8.0/24         | public address; if it is yours, add --own 8.8.8.8 (or
            9.255.255.255      | 9.0.0.0/8          | public address; if
            172.32.0.1         | 172.32.0.1         | public address; if
            192.169.0.1        | 192.169.0.0/31     | public address; if
            9.16.0.1           | 9.16.0.1           | public address; if
            9.168.0.1          | 9.168.0.1          | public address; if
            172.15.0.1         | 172.15.0.1         | public address; if
            a00::1             | a00::1             | public address; if
            7f00::1            | 7f00::1            | public address; if
            c0a8::1            | c0a8::1            | public address; if
            ac10::1            | ac10::1            | public address; if
            100.64.0.1         | 100.64.0.0/10      | address shared with other customers of a provider (100.64.0.0/10,
            198.18.0.1         | 198.18.0.0/15      | benchmarking network (198.18.0.0/15, RFC 2544); if
            2606:4700::1       | 2606:4700::/32     | public address; if it is yours, add --own 2606:4700::1 (or
            2001::1            | 2001::/32          | Teredo address
            ::ffff:8.8.8.8     | 8.8.8.8            | public address; if it is yours, add --own 8.8.8.8 (or
            64:ff9b::8.8.8.8   | 8.8.8.8            | leads to 8.8.8.8, a public address; if it is yours, add --own 8.8.8.8
            2002:808:808::1    | 8.0.0.0/8          | leads to 8.8.8.8, a public address; if
            """)
    void strangersAddress_isAdmittedOnlyIfOwned(String address, String owned, String reason) {
        Endpoint endpoint = Endpoint.of(address, 80);

        assertThat(Scope.none().admit(endpoint)).isInstanceOfSatisfying(Skipped.class, skipped -> {
            assertThat(skipped.endpoint()).contains(endpoint);
            assertThat(skipped.why()).startsWith(reason).contains("--scope FILE");
        });
        assertThat(owning("1.0.0.0/24", owned).admit(endpoint)).isEqualTo(new Admitted(endpoint));
        assertThat(owning("1.0.0.0/24", "2000::/16").admit(endpoint)).isInstanceOf(Skipped.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            169.254.169.254        | 169.254.0.0/16   | cloud metadata service (169.254.169.254/32, most clouds): never scanned
            ::ffff:169.254.169.254 | 169.254.0.0/16   | cloud metadata service (169.254.169.254/32, most clouds): never scanned
            64:ff9b::a9fe:a9fe     | 64:ff9b::/96     | leads to 169.254.169.254, a cloud metadata service
            2002:a9fe:a9fe::1      | 2002::/16        | leads to 169.254.169.254, a cloud metadata service
            100.100.100.200        | 100.100.0.0/16   | cloud metadata service
            168.63.129.16          | 168.0.0.0/8      | cloud platform service
            fd00:ec2::254          | fd00:ec2::/32    | cloud metadata service
            0.0.0.0                | 0.0.0.0/8        | unspecified address
            ::                     | ::/16            | unspecified address
            224.0.0.1              | 224.0.0.0/8      | multicast address
            ff02::1                | ff02::/16        | multicast address
            255.255.255.255        | 255.0.0.0/8      | limited broadcast
            192.0.2.1              | 192.0.2.0/24     | documentation address (192.0.2.0/24, RFC 5737): never scanned
            2001:db8::1            | 2001:db8::/32    | documentation address
            64:ff9b::192.0.2.1     | 192.0.2.0/24     | leads to 192.0.2.1, a documentation address
            """)
    void forbiddenAddress_isNeverAdmitted(String address, String owned, String reason) {
        assertThat(owning(owned).admit(Endpoint.of(address, 80)))
                .isInstanceOfSatisfying(
                        Skipped.class, skipped -> assertThat(skipped.why()).startsWith(reason));
    }

    @Test
    void edgesOfAnOwnedPrefix_areInside() {
        Scope scope = owning("8.8.8.0/24", "9.9.9.9-9.9.9.10");
        assertThat(Stream.of(
                                "8.8.7.255",
                                "8.8.8.0",
                                "8.8.8.255",
                                "8.8.9.0",
                                "9.9.9.8",
                                "9.9.9.9",
                                "9.9.9.10",
                                "9.9.9.11")
                        .map(address -> Endpoint.of(address, 80))
                        .map(scope::admit)
                        .filter(Admitted.class::isInstance)
                        .map(Object::toString))
                .containsExactly("8.8.8.0:80", "8.8.8.255:80", "9.9.9.9:80", "9.9.9.10:80");
    }

    @Test
    void mistakesInAScope_areReportedAtOnceWithFileAndLine() {
        Parsed<Scope> parsed = Scope.parse(List.of(
                Source.file("scope.txt", List.of("# ours", "8.8.8.0/24 lab", "8.8.8.1/24", "www.example.com")),
                Source.argument("--own", "0.0.0.0/0"),
                Source.argument("--own", "::/0"),
                Source.argument("--own", "8.8.8.8:80"),
                Source.argument("--own", "")));

        assertThat(parsed.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "scope.txt:3: 8.8.8.1/24 has bits set behind the prefix: write 8.8.8.0/24 for the whole network or"
                                + " 8.8.8.1 for the one host",
                        "scope.txt:4: www.example.com is a name: a scope takes addresses, prefixes and ranges",
                        "--own: 0.0.0.0/0 is more than anyone owns: the largest is an IPv4 /8 or an IPv6 /16",
                        "--own: ::/0 is more than anyone owns: the largest is an IPv4 /8 or an IPv6 /16",
                        "--own: a scope takes whole hosts: leave out the ports of 8.8.8.8",
                        "--own: nothing is listed here");
    }

    @Test
    void skipped_isNamedAsItWasListed() {
        TargetSpec name =
                new TargetSpec.Name("www.example.com", Optional.empty(), Optional.empty(), new Origin("t", 1));
        Endpoint endpoint = Endpoint.of("8.8.8.8", 80);
        assertThat(Skipped.of(endpoint, "why").listedAs(name))
                .isEqualTo(new Skipped("www.example.com", Optional.of(endpoint), "why"));
        assertThat(Skipped.of(name, "why").endpoint()).isEmpty();
    }

    @Test
    void admitted_canBeMadeInThisPackageOnly() {
        assertThat(Admitted.class).isFinal();
        assertThat(Admission.class.getPermittedSubclasses()).containsExactlyInAnyOrder(Admitted.class, Skipped.class);
        for (Constructor<?> constructor : Admitted.class.getDeclaredConstructors()) {
            assertThat(constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                    .isZero();
        }
    }
}
