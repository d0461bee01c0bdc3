package relaycheck.scan;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * What one of the two questions about a name brought.
 *
 * @param failure why it may not be all, empty where the name server said how it is
 */
record ResolverQuestion(ImmutableSet<InetAddress> addresses, Optional<String> failure, boolean nameExists) {
    static ResolverQuestion answered(LookupResult result) {
        ImmutableSet<InetAddress> addresses =
                result.getRecords().stream().flatMap(ResolverQuestion::address).collect(ImmutableSet.toImmutableSet());
        return new ResolverQuestion(addresses, Optional.empty(), true);
    }

    /** The record's own address carries the name that was asked, and a name would stand in texts. */
    private static Stream<InetAddress> address(Record answer) {
        if (answer instanceof ARecord ipv4) {
            return Stream.of(withoutName(ipv4.getAddress()));
        }
        return answer instanceof AAAARecord ipv6 ? Stream.of(withoutName(ipv6.getAddress())) : Stream.empty();
    }

    private static InetAddress withoutName(InetAddress address) {
        return InetAddresses.forString(InetAddresses.toAddrString(address));
    }

    static ResolverQuestion failed(int type, Throwable failure, Duration deadline) {
        Throwable cause = Throwables.getRootCause(failure);
        if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
            return new ResolverQuestion(ImmutableSet.of(), Optional.empty(), cause instanceof NoSuchRRSetException);
        }
        String what = type == Type.A ? "IPv4" : "IPv6";
        return new ResolverQuestion(
                ImmutableSet.of(), Optional.of(why(cause, deadline) + " (asked for " + what + " addresses)"), true);
    }

    private static String why(Throwable cause, Duration deadline) {
        if (cause instanceof TimeoutException) {
            return "the name server did not answer within " + deadline.toMillis() + " ms";
        }
        return cause instanceof ServerFailedException
                ? "the name server failed (SERVFAIL)"
                : "asking the name server failed: " + Objects.requireNonNullElse(cause.getMessage(), "no reason given");
    }

    /** The answer of both. */
    static Resolver.Answer join(ResolverQuestion one, ResolverQuestion other) {
        ImmutableSet<InetAddress> addresses =
                Sets.union(one.addresses, other.addresses).immutableCopy();
        Optional<String> failure = one.failure.or(() -> other.failure);
        if (!addresses.isEmpty()) {
            return new Resolver.Resolved(addresses, failure);
        }
        String answer = one.nameExists && other.nameExists ? "the name has no address" : "there is no such name";
        return new Resolver.Unresolved(failure.orElse(answer));
    }
}
