package relaycheck.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.target.Ports;
import relaycheck.target.Source;
import relaycheck.target.TargetList;

class ResolverTest {
    @TempDir
    private Path folder;

    private ResolverNameServer server;
    private Resolver resolver;

    @BeforeEach
    void start() throws IOException {
        server = new ResolverNameServer();
        Path hosts = Files.writeString(folder.resolve("hosts"), """
                127.0.0.1 Machine.lan machine # comment
                # \u00c5 10.0.0.6 commented.lan
                10.0.0.7  local.example.com
                ::7       both.lan
                10.0.0.8  both.lan
                10.0.0.9  both.lan
                fe80::1%lo zoned.lan
                300.1.2.3 wrong.lan
                """, UTF_8);
        resolver = new Resolver(server.client(), hosts, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> addresses(Resolver.Answer answer) {
        return ((Resolver.Resolved) answer)
                .addresses().stream().map(InetAddress::toString).toList();
    }

    private Resolver.Answer ask(String name) {
        return resolver.resolve(name).join();
    }

    @Test
    void bothFamilies_areAskedForAndCarryNoName() {
        server.on("www.example.com. A", "A 10.0.0.1; A 10.0.0.2").on("www.example.com. AAAA", "AAAA fd00::1");

        assertThat(addresses(ask("www.example.com")))
                .containsExactlyInAnyOrder("/10.0.0.1", "/10.0.0.2", "/fd00:0:0:0:0:0:0:1");
        assertThat(server.asked()).containsExactlyInAnyOrder("www.example.com. A", "www.example.com. AAAA");
    }

    @Test
    void mappedAddress_isTheIpv4Address() {
        server.on("a.example.com. A", "EMPTY").on("a.example.com. AAAA", "AAAA ::ffff:10.0.0.1");
        assertThat(addresses(ask("a.example.com"))).containsExactly("/10.0.0.1");
    }

    @Test
    void alias_isFollowed() {
        server.on("alias.example.com. A", "CNAME www.example.com.")
                .on("alias.example.com. AAAA", "CNAME www.example.com.")
                .on("www.example.com. A", "A 10.0.0.1")
                .on("www.example.com. AAAA", "EMPTY");
        assertThat(addresses(ask("alias.example.com"))).containsExactly("/10.0.0.1");
    }

    @Test
    void name_isAskedForOnce() {
        server.on("www.example.com. A", "A 10.0.0.1").on("www.example.com. AAAA", "EMPTY");

        CompletableFuture<Resolver.Answer> first = resolver.resolve("www.example.com");
        assertThat(resolver.resolve("www.example.com")).isSameAs(first);
        assertThat(resolver.resolveAll(List.of("www.example.com", "no.example.com", "www.example.com")))
                .containsOnlyKeys("www.example.com", "no.example.com")
                .containsEntry("www.example.com", first.join());
        assertThat(server.asked()).hasSize(4).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            local.example.com | /10.0.0.7
            machine.lan       | /127.0.0.1
            machine           | /127.0.0.1
            both.lan          | /0:0:0:0:0:0:0:7 /10.0.0.8 /10.0.0.9
            localhost         | /127.0.0.1 /0:0:0:0:0:0:0:1
            a.localhost       | /127.0.0.1 /0:0:0:0:0:0:0:1
            """)
    void nameInTheHostsFile_isNotAskedFor(String name, String addresses) {
        server.on("local.example.com. AAAA", "AAAA fd00::1");
        assertThat(String.join(" ", addresses(ask(name)))).isEqualTo(addresses);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoned.lan", "wrong.lan", "comment", "commented.lan", "300.1.2.3"})
    void whatTheHostsFileOnlySeemsToName_isAskedFor(String name) {
        assertThat(ask(name)).isEqualTo(new Resolver.Unresolved("there is no such name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example", "a.invalid", "test"})
    void reservedName_isNotAskedFor(String name) {
        assertThat(ask(name))
                .isEqualTo(new Resolver.Unresolved("names under .example, .invalid and .test are never resolved"));
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NXDOMAIN, NXDOMAIN, there is no such name",
        "EMPTY,    EMPTY,    the name has no address",
        "SERVFAIL, SERVFAIL, the name server failed (SERVFAIL) (asked for IPv4 addresses)",
        "EMPTY,    SERVFAIL, the name server failed (SERVFAIL) (asked for IPv6 addresses)",
        "REFUSED,  REFUSED,  asking the name server failed: Unknown non-success error code REFUSED"
    })
    void nameWithoutAddress_saysWhy(String ipv4, String ipv6, String why) {
        server.on("www.example.com. A", ipv4).on("www.example.com. AAAA", ipv6);
        assertThat(ask("www.example.com"))
                .isInstanceOfSatisfying(
                        Resolver.Unresolved.class,
                        unresolved -> assertThat(unresolved.why()).startsWith(why));
    }

    @Test
    void silentServer_endsAtTheDeadline() throws IOException {
        server.on("www.example.com. A", "SILENCE").on("www.example.com. AAAA", "SILENCE");
        Resolver hasty = new Resolver(server.client(), folder.resolve("none"), Duration.ofMillis(200));

        long start = System.nanoTime();
        assertThat(hasty.resolve("www.example.com").join())
                .isEqualTo(new Resolver.Unresolved(
                        "the name server did not answer within 200 ms (asked for IPv4 addresses)"));
        // the library alone would take whole seconds, five by default
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void halfAnAnswer_isKeptAndSaidToBeIncomplete() {
        server.on("www.example.com. A", "A 10.0.0.1").on("www.example.com. AAAA", "SERVFAIL");

        Resolver.Resolved resolved = (Resolver.Resolved) ask("www.example.com");
        assertThat(addresses(resolved)).containsExactly("/10.0.0.1");
        assertThat(resolved.incomplete()).contains("the name server failed (SERVFAIL) (asked for IPv6 addresses)");
    }

    @Test
    void whatNamesLedTo_isToldInAFewLetters() throws IOException {
        String first = answers("A 10.0.0.1; A 10.0.0.2");
        assertThat(first).startsWith("2 addresses ");
        assertThat(answers("A 10.0.0.2; A 10.0.0.1")).isEqualTo(first);
        assertThat(answers("A 10.0.0.1; A 10.0.0.3")).startsWith("2 addresses ").isNotEqualTo(first);
    }

    private String answers(String addresses) throws IOException {
        server.on("www.example.com. A", addresses).on("www.example.com. AAAA", "EMPTY");
        TargetList list = TargetList.parse(List.of(Source.argument("", "www.example.com")), List.of(), Ports.of(80))
                .value();
        Resolver fresh = new Resolver(server.client(), folder.resolve("none"), Duration.ofSeconds(10));
        return NamesResolved.of(list, fresh).answers();
    }
}
