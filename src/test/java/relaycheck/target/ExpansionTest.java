package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lists, expanded once by intervals and once by brute force. */
class ExpansionTest {
    /** Few enough addresses for many overlaps: 0-511 at the start of a private IPv4 and IPv6 network. */
    private static final int SPACE = 512;

    private record Line(int from, int to, boolean ipv4, boolean excludes, int port) {
        static Line random(Random random) {
            int from = random.nextInt(SPACE);
            int to = Math.min(SPACE - 1, from + random.nextInt(random.nextBoolean() ? 3 : 200));
            return new Line(from, to, random.nextBoolean(), random.nextInt(5) == 0, 80 + random.nextInt(3));
        }

        String text() {
            String range = at(from, ipv4) + "-" + at(to, ipv4);
            return excludes ? "!" + range : ipv4 ? range + ":" + port : "[" + range + "]:" + port;
        }

        private static String at(int index, boolean ipv4) {
            return ipv4 ? "10.0." + index / 256 + "." + index % 256 : "fd00::" + Integer.toHexString(index);
        }

        void each(Consumer<String> action) {
            for (int i = from; i <= to; i++) {
                action.accept(at(i, ipv4));
            }
        }
    }

    private static List<Line> lines(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Line.random(random))
                .limit(1 + random.nextInt(40))
                .toList();
    }

    private static TargetList parse(List<Line> lines) {
        Source source = Source.file("random", lines.stream().map(Line::text).toList());
        Parsed<TargetList> parsed = TargetList.parse(List.of(source), List.of(), Ports.of(1));
        assertThat(parsed.problems()).isEmpty();
        return parsed.value();
    }

    private static Map<Endpoint, Line> byBruteForce(List<Line> lines) {
        Map<Endpoint, Line> expected = new HashMap<>();
        for (Line line : lines) {
            if (!line.excludes()) {
                line.each(address -> expected.putIfAbsent(Endpoint.of(address, line.port()), line));
            }
        }
        for (Line line : lines) {
            if (line.excludes()) {
                line.each(address ->
                        expected.keySet().removeIf(endpoint -> endpoint.host().equals(address)));
            }
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void overlapsAndExcludes_areExact(long seed) {
        List<Line> lines = lines(seed);
        TargetList list = parse(lines);
        List<InetAddress> addresses = new ArrayList<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (Target target : list.targets(Shard.ALL)) {
            addresses.add(target.address());
            target.endpoints().forEach(endpoints::add);
        }

        assertThat(addresses).doesNotHaveDuplicates();
        assertThat(endpoints)
                .hasSize((int) list.endpointCount())
                .containsExactlyInAnyOrderElementsOf(byBruteForce(lines).keySet());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void target_belongsToTheFirstSpecThatContainsIt(long seed) {
        List<Line> lines = lines(seed);
        for (Target target : parse(lines).targets(Shard.ALL)) {
            String host = InetAddresses.toAddrString(target.address());
            List<Integer> containing = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                int line = i + 1;
                if (!lines.get(i).excludes()) {
                    lines.get(i).each(address -> {
                        if (address.equals(host)) {
                            containing.add(line);
                        }
                    });
                }
            }
            assertThat(target.listing().specs())
                    .extracting(spec -> spec.origin().line())
                    .isEqualTo(containing);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void shards_partitionTheTargetsAndKeepTheirOrder(long seed) {
        TargetList list = parse(lines(seed));
        int count = 1 + new Random(seed).nextInt(6);
        List<Target> all = new ArrayList<>();
        for (int part = 1; part <= count; part++) {
            Shard shard = new Shard(part, count);
            ImmutableList<Target> some = ImmutableList.copyOf(list.targets(shard));
            assertThat(list.targets(Shard.ALL)).containsSubsequence(some);
            all.addAll(some);
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(list.targets(Shard.ALL));
    }

    @Test
    void neighboursAndLines_areNotHitInARow() {
        TargetList list = parse(List.of(
                new Line(0, 255, true, false, 80),
                new Line(256, 511, true, false, 80),
                new Line(0, 255, false, false, 80)));
        TreeSet<Integer> lastTen = new TreeSet<>();
        List<Integer> places = new ArrayList<>();
        for (Target target : list.targets(Shard.ALL)) {
            int place = AddressLine.position(target.address()).intValue() & 0xffff;
            int unique = target.address().getAddress().length == 4 ? place : place + 10_000;
            assertThat(lastTen.subSet(unique - 4, unique + 5)).isEmpty();
            places.add(unique);
            lastTen.add(unique);
            if (places.size() > 10) {
                lastTen.remove(places.get(places.size() - 11));
            }
        }
        assertThat(places).hasSize(768);
    }

    @Test
    void endOfTheIterator_isAnException() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> parse(List.of()).targets(Shard.ALL).iterator().next());
    }
}
