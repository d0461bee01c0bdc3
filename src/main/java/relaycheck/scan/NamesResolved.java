package relaycheck.scan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import relaycheck.target.Skipped;
import relaycheck.target.TargetList;
import relaycheck.target.TargetSpec;

/**
 * A target list whose names have their addresses.
 *
 * @param targets    the list
 * @param unresolved names without one, and why
 * @param incomplete names that may have more
 */
public record NamesResolved(TargetList targets, ImmutableList<Skipped> unresolved, ImmutableList<String> incomplete) {
    /** Asks for each name once; asks nothing where there is none. */
    public static NamesResolved of(TargetList list, Duration deadline) {
        if (list.names().isEmpty()) {
            return new NamesResolved(list, ImmutableList.of(), ImmutableList.of());
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
        ImmutableSetMultimap.Builder<String, InetAddress> addresses = ImmutableSetMultimap.builder();
        ImmutableList.Builder<Skipped> unresolved = ImmutableList.builder();
        ImmutableList.Builder<String> incomplete = ImmutableList.builder();
        for (TargetSpec.Name name : list.names()) {
            Resolver.Answer answer = answers.get(name.text());
            if (answer instanceof Resolver.Resolved resolved) {
                addresses.putAll(name.text(), resolved.addresses());
                resolved.incomplete()
                        .ifPresent(why -> incomplete.add(name.text() + " may have more addresses: " + why));
            } else if (answer instanceof Resolver.Unresolved failed) {
                unresolved.add(Skipped.of(name, "does not resolve: " + failed.why()));
            }
        }
        return new NamesResolved(list.withAddresses(addresses.build()), unresolved.build(), incomplete.build());
    }
}
