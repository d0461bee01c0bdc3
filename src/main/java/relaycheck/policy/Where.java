package relaycheck.policy;

import java.util.Optional;
import relaycheck.target.Endpoint;
import relaycheck.target.TargetSpec;

/**
 * The endpoints that an entry is about.
 *
 * @param text   as it was written
 * @param target what that means; without ports of its own it means every port
 */
public record Where(String text, Optional<TargetSpec.Addresses> target) {
    /** Says whether the entry is about this endpoint. */
    public boolean has(Endpoint endpoint) {
        return target.isPresent() && target.get().has(endpoint);
    }

    @Override
    public String toString() {
        return text;
    }
}
