package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relaycheck.history.Vantage;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.target.TargetList;
import relaycheck.transport.LocalAddress;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Verdict;

/** What a reader must know before the findings: from where was asked, and what may be wrong with all of them. */
public final class ScanWarnings {
    /** So many endpoints that tried and failed are no coincidence. */
    private static final int SEVERAL = 3;

    private static final String NOTHING_ARRIVED = "nothing ever arrived at the canary";
    private static final String ONE_EGRESS = "most open endpoints reached the canary from ";

    private ScanWarnings() {}

    /** Those of an earlier part of a scan that hold for its verdicts still; what counts findings is counted anew. */
    public static ImmutableList<String> lasting(ImmutableList<String> earlier) {
        ImmutableList.Builder<String> lasting = ImmutableList.builder();
        for (String warning : earlier) {
            if (!warning.startsWith(NOTHING_ARRIVED) && !warning.startsWith(ONE_EGRESS)) {
                lasting.add(warning);
            }
        }
        return lasting.build();
    }

    /** From where a scan asks, in words. */
    public static String vantage(Optional<String> name, Optional<InetAddress> source, Endpoint first) {
        Optional<InetAddress> address = source.isPresent() ? source : LocalAddress.towards(first.address());
        String from = address.isPresent() ? InetAddresses.toAddrString(address.get()) : "unknown address";
        boolean isPublic = address.isPresent() && Scope.isPublic(address.get());
        return (name.isPresent() ? name.get() + ", " : "") + from + " (" + kind(name.orElse(""), isPublic) + ")";
    }

    /** The name says it, else the address: behind a NAT that does not tell. */
    private static String kind(String name, boolean isPublic) {
        if (Vantage.saysOutside(name)) {
            return "an outside vantage, as its name says";
        }
        return isPublic && !Vantage.saysInside(name)
                ? "a public address"
                : "an inside vantage: only a scan from outside tells about strangers there";
    }

    /**
     * The warnings of a scan that is over, the most important first.
     *
     * @param relaying what relays and what tried to
     */
    public static ImmutableList<String> of(
            ScanCanary canary, TargetList targets, ImmutableList<String> incompleteNames, Iterable<Finding> relaying) {
        Map<String, Integer> egress = new HashMap<>();
        Set<InetAddress> proven = new HashSet<>();
        int open = 0;
        int suspect = 0;
        for (Finding finding : relaying) {
            if (finding.verdict() == Verdict.OPEN) {
                open++;
                proven.add(finding.endpoint().address());
                for (String address : finding.egress()) {
                    if (isElsewhere(InetAddresses.forString(address), targets)) {
                        egress.merge(address, 1, Integer::sum);
                    }
                }
            } else if (finding.verdict() == Verdict.SUSPECT) {
                suspect++;
            }
        }
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        if (open == 0 && suspect >= SEVERAL) {
            warnings.add(NOTHING_ARRIVED + " although " + suspect + " endpoints tried: they may be unable to"
                    + " reach it. Test from one of them: relaycheck canary --check CANARY:PORT --key-file FILE");
        }
        if (canary.used().embedded()) { // a stand-alone one shows our own request as it arrived
            warnings.addAll(sharedEgress(egress, open));
        }
        warnings.addAll(hints(canary, targets, proven));
        return warnings.addAll(canary.warnings()).addAll(incompleteNames).build();
    }

    /** Who dialled the canary and brought nothing of ours: a relay that says no afterwards, or one that speaks first. */
    private static ImmutableList<String> hints(ScanCanary canary, TargetList targets, Set<InetAddress> proven) {
        List<InetAddress> hinting = new ArrayList<>();
        for (InetAddress address : canary.withoutNonce()) {
            if (!proven.contains(address) && targets.find(address).isPresent()) {
                hinting.add(address);
            }
        }
        if (hinting.isEmpty()) {
            return ImmutableList.of();
        }
        int more = hinting.size() - 1;
        return ImmutableList.of(InetAddresses.toAddrString(Collections.min(hinting, Endpoint.BY_ADDRESS))
                + (more < 1 ? "" : " and " + more + " more target" + (more == 1 ? "" : "s"))
                + " reached the canary without our nonce: a hint that "
                + (more < 1 ? "it relays" : "they relay") + ", no proof; ask again with --probes all");
    }

    /** Neither a target nor this machine by its loopback, where everything that it runs leaves from one address. */
    private static boolean isElsewhere(InetAddress address, TargetList targets) {
        return !address.isLoopbackAddress() && targets.find(address).isEmpty();
    }

    /** An interception proxy on the way makes every host look open: all of them then share its egress. */
    private static ImmutableList<String> sharedEgress(Map<String, Integer> egress, int open) {
        if (open < SEVERAL || egress.isEmpty()) {
            return ImmutableList.of();
        }
        Map.Entry<String, Integer> most = Collections.max(egress.entrySet(), Map.Entry.comparingByValue());
        return 2 * most.getValue() <= open
                ? ImmutableList.of()
                : ImmutableList.of(ONE_EGRESS + most.getKey()
                        + ", which is none of them: an interception proxy on the way may make them look open; scan from"
                        + " another place");
    }
}
