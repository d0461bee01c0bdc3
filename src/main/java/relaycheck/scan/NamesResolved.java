package relaycheck.scan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.hash.Hashing;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.TreeSet;
import relaycheck.target.Skipped;
import relaycheck.target.TargetList;
import relaycheck.target.TargetSpec;
import relaycheck.text.Plural;

/**
 * A target list whose names have their addresses.
 *
 * @param targets    the list
 * @param unresolved names without one, and why
 * @param incomplete names that may have more
 * @param answers    how many addresses they led to, and a digest: parts of one scan that differ in it asked other hosts; empty
 *     without names
 */
public record NamesResolved(
        TargetList targets, ImmutableList<Skipped> unresolved, ImmutableList<String> incomplete, String answers) {
    /** Asks for each name once; asks nothing where there is none. */
    public static NamesResolved of(TargetList list, Duration deadline) {
        if (list.names().isEmpty()) {
            return new NamesResolved(list, ImmutableList.of(), ImmutableList.of(), "");
        }
        try {
            return of(list, Resolver.ofSystem(deadline));
        } catch (IOException e) {
            throw new IllegalArgumentException("the hosts file cannot be read: " + e.getMessage(), e);
        }
    }

    static NamesResolved of(TargetList list, Resolver resolver) {
        ImmutableMap<String, Resolver.Answer> answers =
                resolver.resolveAll(list.names().stream().map(TargetSpec::text).collect(toImmutableList()));
        ImmutableSetMultimap.Builder<String, InetAddress> found = ImmutableSetMultimap.builder();
        ImmutableList.Builder<Skipped> unresolved = ImmutableList.builder();
        ImmutableList.Builder<String> incomplete = ImmutableList.builder();
        for (TargetSpec.Name name : list.names()) {
            Resolver.Answer answer = answers.get(name.text());
            if (answer instanceof Resolver.Resolved resolved) {
                found.putAll(name.text(), resolved.addresses());
                resolved.incomplete()
                        .ifPresent(why -> incomplete.add(name.text() + " may have more addresses: " + why));
            } else if (answer instanceof Resolver.Unresolved failed) {
                unresolved.add(Skipped.of(name, "does not resolve: " + failed.why()));
            }
        }
        ImmutableSetMultimap<String, InetAddress> addresses = found.build();
        return new NamesResolved(
                list.withAddresses(addresses), unresolved.build(), incomplete.build(), answers(addresses));
    }

    private static String answers(ImmutableSetMultimap<String, InetAddress> addresses) {
        TreeSet<String> lines = new TreeSet<>();
        addresses.forEach((name, address) -> lines.add(name + " " + InetAddresses.toAddrString(address)));
        return Plural.of(lines.size(), "address", "addresses") + " "
                + Hashing.sha256()
                        .hashString(String.join("\n", lines), UTF_8)
                        .toString()
                        .substring(0, 8);
    }
}
