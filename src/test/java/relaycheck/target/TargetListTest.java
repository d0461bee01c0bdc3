package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Iterables;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetListTest {
    private static final Ports WEB = Ports.of(80, 8080);

    private static Parsed<TargetList> parse(String... lines) {
        return TargetList.parse(List.of(Source.file("targets.example", ImmutableList.copyOf(lines))), List.of(), WEB);
    }

    private static TargetList list(String... lines) {
        Parsed<TargetList> parsed = parse(lines);
        assertThat(parsed.problems()).isEmpty();
        return parsed.value();
    }

    private static List<String> endpoints(TargetList list) {
        return ImmutableList.copyOf(list.targets(Shard.ALL)).stream()
                .flatMap(target -> target.endpoints().stream())
                .sorted()
                .map(Endpoint::toString)
                .toList();
    }

    @Test
    void everyMistake_isReportedAtOnceWithFileAndLine() {
        Parsed<TargetList> parsed = TargetList.parse(
                List.of(
                        Source.file(
                                "targets.example", List.of("10.0.0.1", "", "300.1.2.3", "!www.example.com", "!::1:")),
                        Source.argument("TARGET", "10.0.0.5/24"),
                        Source.argument("TARGET", "")),
                List.of(Source.argument("--exclude", "!10.0.0.1"), Source.file("no.txt", List.of("#", "10.0.0.1:80"))),
                WEB);

        assertThat(parsed.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "targets.example:3: 300.1.2.3 is not an address",
                        "targets.example:4: www.example.com is a name: an exclude takes addresses, prefixes and ranges",
                        "targets.example:5: ::1: is not an address",
                        "TARGET: 10.0.0.5/24 has bits set behind the prefix: write 10.0.0.0/24 for the whole network or"
                                + " 10.0.0.5 for the one host",
                        "TARGET: nothing is listed here",
                        "--exclude: !10.0.0.1: an exclude needs no \"!\" here",
                        "no.txt:2: an exclude takes whole hosts: leave out the ports of 10.0.0.1");
    }

    @Test
    void problem_isOneSafeLine() {
        Problem problem = new Problem(new Origin("a\nb", 1), "\u001b[31m is not an address");
        assertThat(problem).hasToString("a\\u{a}b:1: \\u{1b}[31m is not an address");
    }

    @Test
    void commentsBlanksAndByteOrderMark_areNoTargets() {
        TargetList list = list("\ufeff# list", "", "  \t", "#10.0.0.1", "  10.0.0.2\t# mine", "\u00a0", " # nothing");

        assertThat(list.specs()).extracting(TargetSpec::text).containsExactly("10.0.0.2");
        assertThat(list.specs().get(0).label()).isEmpty();
    }

    /** What follows was listed, and would have been asked: no editor ends a line there. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u2028", "\u2029", "\r", "\u000b", "\f"})
    void comment_goesToTheEndOfItsLine(String separator) {
        assertThat(list("127.0.0.1 web team # was:" + separator + "127.0.0.2", "# not" + separator + "127.0.0.3")
                        .specs())
                .extracting(TargetSpec::text)
                .containsExactly("127.0.0.1");
    }

    /** As a port scanner writes what it found: each was put to all before it. */
    @Test
    @Timeout(20)
    void oneAddressOnThousandsOfLines_hasThemAll() {
        String[] lines = IntStream.rangeClosed(1, 60_000)
                .mapToObj(port -> "127.0.0.1:" + port)
                .toArray(String[]::new);
        Target target = Iterables.getOnlyElement(list(lines).targets(Shard.ALL));
        assertThat(target.listing().ports()).isEqualTo(Ports.parse("1-60000"));
        assertThat(target.listing().specs()).hasSize(60_000);
        assertThat(target.spec().ports()).contains(Ports.of(1));
    }

    @Test
    void label_endsAtTheComment() {
        TargetSpec spec = list("10.0.0.1   rack#4 of  OPS  # gone").specs().get(0);
        assertThat(spec.label()).contains("rack#4 of  OPS");
        assertThat(spec.origin()).hasToString("targets.example:1");
    }

    @Test
    void emptyList_hasNoTarget() {
        assertThat(list().targets(Shard.ALL)).isEmpty();
        assertThat(list("10.0.0.0/30", "!10.0.0.0/24").targets(Shard.ALL)).isEmpty();
        assertThat(list("10.0.0.0/30", "!10.0.0.0/24").endpointCount()).isZero();
    }

    @Test
    void prefix_meansAllItsAddressesFirstAndLast() {
        assertThat(endpoints(list("10.0.0.0/30:80")))
                .containsExactly("10.0.0.0:80", "10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80");
        assertThat(endpoints(list("[fd00::fffe-fd00::1:1]:80")))
                .containsExactly("[fd00::fffe]:80", "[fd00::ffff]:80", "[fd00::1:0]:80", "[fd00::1:1]:80");
    }

    @Test
    void endsOfTheLine_areReached() {
        assertThat(endpoints(list("255.255.255.254-255.255.255.255:80", "0.0.0.0:80")))
                .containsExactly("0.0.0.0:80", "255.255.255.254:80", "255.255.255.255:80");
        assertThat(endpoints(list("[::-::1]:80", "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127]:80")))
                .containsExactly(
                        "[::]:80",
                        "[::1]:80",
                        "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe]:80",
                        "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:80");
    }

    @Test
    void duplicates_areScannedOnceOnAllTheirPortsAndKeepTheFirstSpec() {
        TargetList list = list("10.0.0.1:80 first", "10.0.0.0/31:81", "10.0.0.1 third", "::ffff:10.0.0.1");

        assertThat(endpoints(list)).containsExactly("10.0.0.0:81", "10.0.0.1:80", "10.0.0.1:81", "10.0.0.1:8080");
        assertThat(list.targets(Shard.ALL)).hasSize(2);
        assertThat(list.endpointCount()).isEqualTo(4);
        Target one = list.find(InetAddresses.forString("10.0.0.1")).orElseThrow();
        assertThat(one.spec().text()).isEqualTo("10.0.0.1");
        assertThat(one.label(80)).contains("first");
        assertThat(one.listing().specs()).hasSize(4);
    }

    @Test
    void aLabel_isThatOfTheFirstLineThatListsThePort() {
        TargetList list = list(
                "10.0.0.1:81 one",
                "10.0.0.1:82-83 two",
                "10.0.0.1:83-84 three",
                "10.0.0.0/30 four",
                "10.0.0.1:85",
                "10.0.0.1:85 five");
        Target target = list.find(InetAddresses.forString("10.0.0.1")).orElseThrow();
        assertThat(target.label(81)).contains("one");
        assertThat(target.label(82)).contains("two");
        assertThat(target.label(83)).contains("two");
        assertThat(target.label(84)).contains("three");
        assertThat(target.label(80)).contains("four");
        assertThat(target.label(85)).contains("five");
    }

    @Test
    void aLabelOfANamesLine_isForItsPortsOnly_andTheNameForTheAddress() {
        TargetList list = list("www.example.com:80 web", "10.0.0.1:25 mail")
                .withAddresses(ImmutableSetMultimap.of("www.example.com", InetAddresses.forString("10.0.0.1")));
        Target target = list.find(InetAddresses.forString("10.0.0.1")).orElseThrow();
        assertThat(target.label(80)).contains("web");
        assertThat(target.label(25)).contains("mail");
        assertThat(target.names()).containsExactly("www.example.com");
    }

    @Test
    void excludes_winWhereverTheyStand() {
        Parsed<TargetList> parsed = TargetList.parse(
                List.of(Source.file("t", List.of("!10.0.0.1", "10.0.0.0/29:80", "! 10.0.0.3-10.0.0.4 broken"))),
                List.of(Source.argument("--exclude", "::ffff:10.0.0.6/127")),
                WEB);

        assertThat(parsed.problems()).isEmpty();
        TargetList list = parsed.value();
        assertThat(endpoints(list)).containsExactly("10.0.0.0:80", "10.0.0.2:80", "10.0.0.5:80");
        assertThat(list.contains(Endpoint.of("10.0.0.7", 80))).isFalse();
        assertThat(list.contains(Endpoint.of("10.0.0.5", 81))).isFalse();
        assertThat(list.contains(Endpoint.of("10.0.0.5", 80))).isTrue();
    }

    @Test
    void excludeOfAllIpv6_leavesIpv4() {
        assertThat(endpoints(list("10.0.0.1:80", "[::1]:80", "!::/0"))).containsExactly("10.0.0.1:80");
    }

    @Test
    void names_waitForTheirAddressesAndAreExcludedByThem() {
        TargetList list =
                list("www.example.com:80 web", "10.0.0.1", "WWW.example.com.", "other.example.com", "!10.0.0.9");
        assertThat(list.names())
                .extracting(TargetSpec.Name::text)
                .containsExactly("www.example.com", "www.example.com", "other.example.com");
        assertThat(list.endpointCount()).isEqualTo(2);

        TargetList resolved = list.withAddresses(ImmutableSetMultimap.<String, InetAddress>builder()
                .put("www.example.com", InetAddresses.forString("10.0.0.1"))
                .put("www.example.com", InetAddresses.forString("::1"))
                .put("www.example.com", InetAddresses.forString("10.0.0.9"))
                .build());

        assertThat(endpoints(resolved)).containsExactly("10.0.0.1:80", "10.0.0.1:8080", "[::1]:80", "[::1]:8080");
        Target one = resolved.find(InetAddresses.forString("10.0.0.1")).orElseThrow();
        assertThat(one.names()).containsExactly("www.example.com");
        assertThat(one.label(80)).contains("web");
    }

    @Test
    void blockTooLargeToAsk_isRefusedWithWhatToType() {
        Parsed<TargetList> parsed = parse("2001:db8::/64", "10.0.0.0/7", "10.0.0.0/8", "fd00::/104", "!fd00::/8");
        assertThat(parsed.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "targets.example:1: 2001:db8::/64 has 18446744073709551616 addresses, too many to ask one by one:"
                                + " list its hosts, or parts of at most 16777216 addresses (an IPv4 /8, an IPv6 /104)",
                        "targets.example:2: 10.0.0.0/7 has 33554432 addresses, too many to ask one by one: list its hosts,"
                                + " or parts of at most 16777216 addresses (an IPv4 /8, an IPv6 /104)");
    }

    @Test
    void largePrefix_costsNothingToList() {
        TargetList list = list("10.0.0.0/8:1-65535", "fd00::/104");
        assertThat(list.endpointCount()).isEqualTo((65_535L + 2) << 24);
        assertThat(Iterables.limit(list.targets(Shard.ALL), 1000)).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void order_isTheSameEveryTime() {
        TargetList list = list("10.0.0.0/24", "fd00::/120");
        assertThat(ImmutableList.copyOf(list.targets(Shard.ALL)))
                .isEqualTo(ImmutableList.copyOf(list.targets(Shard.ALL)));
    }
}
