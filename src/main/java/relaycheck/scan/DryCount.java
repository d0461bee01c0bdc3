package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.target.Target;

/**
 * What a scan would ask, counted without sending anything.
 *
 * @param addresses how many addresses have an endpoint that would be asked
 * @param endpoints how many endpoints would be asked
 * @param skipped   what would not, and why
 */
public record DryCount(long addresses, long endpoints, ImmutableList<Skipped> skipped) {
    /** Goes through the list, one address at a time. */
    public static DryCount of(ScanSettings settings) {
        SkippedList skipped = new SkippedList();
        long addresses = 0;
        long endpoints = 0;
        for (Target target : settings.targets().targets(settings.shard())) {
            int ports = target.listing().ports().size();
            String objection = settings.scope().objection(target.address()).orElse("");
            if (objection.isEmpty()) {
                addresses++;
                endpoints += ports;
            } else {
                for (Endpoint endpoint : target.endpoints()) {
                    skipped.add(Skipped.of(endpoint, objection), target.spec());
                }
            }
        }
        return new DryCount(addresses, endpoints, skipped.all());
    }
}
