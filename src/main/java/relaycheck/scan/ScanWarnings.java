package relaycheck.scan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.target.TargetList;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** What a reader must know before the findings: from where was asked, and what may be wrong with all of them. */
public final class ScanWarnings {
    /** So many endpoints that tried and failed are no coincidence. */
    private static final int SEVERAL = 3;

    private ScanWarnings() {}

    /** From where a scan asks, in words. */
    public static String vantage(Optional<String> name, Optional<InetAddress> source, Endpoint first) {
        Optional<InetAddress> address = source.isPresent() ? source : LocalAddress.towards(first.address());
        String from = address.map(InetAddresses::toAddrString).orElse("unknown address");
        String kind = address.filter(Scope::isPublic).isPresent()
                ? "a public address"
                : "an inside vantage: only a scan from outside tells about strangers there";
        return name.map(text -> text + ", ").orElse("") + from + " (" + kind + ")";
    }

    /** The warnings of a scan that is over, the most important first. */
    public static ImmutableList<String> of(
            ScanCanary canary, TargetList targets, ImmutableList<String> incompleteNames, Iterable<Finding> exposed) {
        Multiset<String> egress = HashMultiset.create();
        Set<InetAddress> proven = new HashSet<>();
        int open = 0;
        int suspect = 0;
        for (Finding finding : exposed) {
            if (finding.verdict() == Verdict.OPEN) {
                open++;
                proven.add(finding.endpoint().address());
                finding.egress().stream()
                        .filter(address -> isElsewhere(InetAddresses.forString(address), targets))
                        .forEach(egress::add);
            } else if (finding.verdict() == Verdict.SUSPECT) {
                suspect++;
            }
        }
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        if (open == 0 && suspect >= SEVERAL) {
            warnings.add(
                    "nothing ever arrived at the canary although " + suspect + " endpoints tried: they may be unable to"
                            + " reach it. Test from one of them: relaycheck canary --check CANARY:PORT --key-file FILE");
        }
        if (canary.used().embedded()) {
            sharedEgress(egress, open)
                    .ifPresent(warnings::add); // a stand-alone one shows our own request as it arrived
        }
        hints(canary, targets, proven).ifPresent(warnings::add);
        return warnings.addAll(canary.warnings()).addAll(incompleteNames).build();
    }

    /** Who dialled the canary and brought nothing of ours: a relay that says no afterwards, or one that speaks first. */
    private static Optional<String> hints(ScanCanary canary, TargetList targets, Set<InetAddress> proven) {
        ImmutableList<InetAddress> hinting = canary.withoutNonce().stream()
                .filter(address ->
                        !proven.contains(address) && targets.find(address).isPresent())
                .sorted(Endpoint.BY_ADDRESS)
                .collect(toImmutableList());
        int more = hinting.size() - 1;
        return hinting.stream()
                .findFirst()
                .map(first -> InetAddresses.toAddrString(first)
                        + (more < 1 ? "" : " and " + more + " more target" + (more == 1 ? "" : "s"))
                        + " reached the canary without our nonce: a hint that "
                        + (more < 1 ? "it relays" : "they relay") + ", no proof; ask again with --probes all");
    }

    /** Neither a target nor this machine by its loopback, where everything that it runs leaves from one address. */
    private static boolean isElsewhere(InetAddress address, TargetList targets) {
        return !address.isLoopbackAddress() && targets.find(address).isEmpty();
    }

    /** An interception proxy on the way makes every host look open: all of them then share its egress. */
    private static Optional<String> sharedEgress(Multiset<String> egress, int open) {
        return Multisets.copyHighestCountFirst(egress).entrySet().stream()
                .findFirst()
                .filter(most -> open >= SEVERAL && 2 * most.getCount() > open)
                .map(most -> "most open endpoints reached the canary from " + most.getElement()
                        + ", which is none of them: an interception proxy on the way may make them look open; scan from"
                        + " another place");
    }
}
