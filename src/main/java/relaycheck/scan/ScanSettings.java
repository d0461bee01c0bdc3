package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import relaycheck.probe.Probe;
import relaycheck.target.Scope;
import relaycheck.target.Shard;
import relaycheck.target.TargetList;

/**
 * What a scan is to do, checked and resolved.
 *
 * @param targets      the list, names resolved
 * @param scope        what may be dialled
 * @param shard        the part of the list that is this scan's
 * @param probes       what is asked
 * @param everything   whether to ask even what earlier answers make superfluous
 * @param connectPorts the canary ports that CONNECT names; empty: all of them
 * @param perSecond    new connections a second; 0: no limit
 * @param inFlight     endpoints at a time
 * @param perHost      connections to one host at a time
 * @param dialTimeout  how long a dial may take
 * @param deadline     how long a question may take in all
 * @param source       the address to dial from
 * @param userAgent    who asks
 */
public record ScanSettings(
        TargetList targets,
        Scope scope,
        Shard shard,
        ImmutableList<Probe> probes,
        boolean everything,
        ImmutableSet<Integer> connectPorts,
        double perSecond,
        int inFlight,
        int perHost,
        Duration dialTimeout,
        Duration deadline,
        Optional<InetAddress> source,
        String userAgent) {
    /** The same, in the name of another run. */
    public ScanSettings askedAs(String other) {
        return new ScanSettings(
                targets,
                scope,
                shard,
                probes,
                everything,
                connectPorts,
                perSecond,
                inFlight,
                perHost,
                dialTimeout,
                deadline,
                source,
                other);
    }
}
