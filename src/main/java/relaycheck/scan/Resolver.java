package relaycheck.scan;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import relaycheck.target.HostName;

/**
 * Finds the addresses of names: in the hosts file, and only where that has none, in the DNS (A and AAAA, side by side,
 * within one deadline). Each name is asked once; addresses are never asked for their names. For use by any thread.
 */
public final class Resolver {
    /** What became of a name. */
    public sealed interface Answer {}

    /**
     * A name with addresses.
     *
     * @param incomplete why there may be more of them, where one of the two questions failed
     */
    public record Resolved(ImmutableSet<InetAddress> addresses, Optional<String> incomplete) implements Answer {}

    /** A name without, and why in the owner's words. */
    public record Unresolved(String why) implements Answer {}

    /** RFC 6761 has it that these are not asked for; the hosts file may still say otherwise. */
    private static final ImmutableSet<InetAddress> LOOPBACK =
            ImmutableSet.of(InetAddresses.forString("127.0.0.1"), InetAddresses.forString("::1"));

    /** How many names are asked for at the same time: a home router's name server bears that. */
    private static final int AT_ONCE = 32;

    private final LookupSession session;
    private final ResolverHosts hosts;
    private final Duration deadline;
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();

    /**
     * With the given name server and hosts file.
     *
     * @throws IOException if the hosts file is there and cannot be read
     */
    public Resolver(org.xbill.DNS.Resolver nameServer, Path hosts, Duration deadline) throws IOException {
        this.session = LookupSession.builder().resolver(nameServer).build();
        this.hosts = ResolverHosts.read(hosts);
        this.deadline = deadline;
    }

    /**
     * With the name servers and the hosts file of this machine.
     *
     * @throws IOException if the hosts file is there and cannot be read
     */
    public static Resolver ofSystem(Duration deadline) throws IOException {
        return new Resolver(new ExtendedResolver(), ResolverHosts.systemPath(), deadline);
    }

    /** The answers to all of these, each name once; waits for them. */
    public ImmutableMap<String, Answer> resolveAll(Iterable<String> names) {
        ImmutableMap.Builder<String, Answer> all = ImmutableMap.builder();
        for (List<String> some : Iterables.partition(ImmutableSet.copyOf(names), AT_ONCE)) {
            List<CompletableFuture<Answer>> pending =
                    some.stream().map(this::resolve).toList();
            for (int i = 0; i < some.size(); i++) {
                all.put(some.get(i), pending.get(i).join());
            }
        }
        return all.buildOrThrow();
    }

    /** The answer to one name, as {@link HostName#normalize} writes it. Never fails. */
    public CompletableFuture<Answer> resolve(String name) {
        return answers.computeIfAbsent(name, this::ask);
    }

    private CompletableFuture<Answer> ask(String name) {
        if (HostName.neverResolves(name)) {
            return known(new Unresolved("names under .example, .invalid and .test are never resolved"));
        }
        ImmutableSet<InetAddress> listed = hosts.addressesOf(name);
        if (!listed.isEmpty()) {
            return known(new Resolved(listed, Optional.empty()));
        }
        return isLocalhost(name) ? known(new Resolved(LOOPBACK, Optional.empty())) : inDns(name);
    }

    private static CompletableFuture<Answer> known(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static boolean isLocalhost(String name) {
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private CompletableFuture<Answer> inDns(String name) {
        try {
            Name absolute = Name.fromString(name, Name.root);
            return question(absolute, Type.A).thenCombine(question(absolute, Type.AAAA), ResolverQuestion::join);
        } catch (TextParseException e) {
            return known(new Unresolved("not a name that the DNS could hold"));
        }
    }

    /** The library counts whole seconds, so the deadline stands on the future. */
    private CompletableFuture<ResolverQuestion> question(Name name, int type) {
        return session.lookupAsync(name, type)
                .toCompletableFuture()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((result, failure) -> failure == null
                        ? ResolverQuestion.answered(result)
                        : ResolverQuestion.failed(type, failure, deadline));
    }
}
