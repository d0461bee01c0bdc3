package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import relaycheck.history.Run;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;

/** The canary as a scan uses it: embedded in this process, or standing alone elsewhere. Any thread. */
public interface ScanCanary extends AutoCloseable {
    /** What this endpoint may be asked to relay to, the canary's own port first; empty where it has no way to the canary. */
    ImmutableList<Destination> towards(Endpoint endpoint);

    /** The ports on which a proof may have arrived. */
    ImmutableSet<Integer> ports();

    /** Whether the endpoint is a listener of the canary itself. */
    boolean isCanary(Endpoint endpoint);

    /** What arrived of these nonces, sockets of our own left out; may ask over the network. */
    ImmutableListMultimap<Nonce, Arrival> arrivals(Collection<Nonce> nonces);

    /** Whether this nonce came to the canary from a socket of ours. */
    boolean cameDirectly(Nonce nonce);

    /** What arrives by these sockets of relaycheck's own, or by those that carried the nonce, is not counted. */
    void ignore(Predicate<InetSocketAddress> ownSockets, BiPredicate<Nonce, InetSocketAddress> ownCarriers);

    /** From where connections came that brought no nonce of ours; nothing where nobody remembers. */
    ImmutableSet<InetAddress> withoutNonce();

    /** What stands in the report about it. */
    Run.CanaryUsed used();

    /** What a reader must know about it, with the remedy. */
    ImmutableList<String> warnings();

    @Override
    void close();
}
