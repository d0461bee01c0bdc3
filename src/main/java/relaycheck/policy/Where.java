package relaycheck.policy;

import relaycheck.target.Endpoint;
import relaycheck.target.TargetList;
import relaycheck.target.TargetSpec;

/**
 * The endpoints that an entry is about.
 *
 * @param text as it was written
 * @param list that one target; without ports of its own it means every port
 */
public record Where(String text, TargetList list) {
    /** Says whether the entry is about this endpoint. */
    public boolean has(Endpoint endpoint) {
        return list.find(endpoint.address()).isPresent()
                && list.specs().stream()
                        .map(TargetSpec::ports)
                        .allMatch(ports -> ports.stream().allMatch(each -> each.contains(endpoint.port())));
    }

    @Override
    public String toString() {
        return text;
    }
}
