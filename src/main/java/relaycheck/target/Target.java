package relaycheck.target;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * One listed address, with the ports to ask and every spec that lists it, in the order of listing (at least one).
 */
public record Target(InetAddress address, Listing listing) {
    /**
     * What several addresses have in common.
     *
     * @param ports        those of all the specs together
     * @param defaultPorts those of a spec that has none of its own
     */
    public record Listing(Ports ports, ImmutableList<TargetSpec> specs, Ports defaultPorts) {
        /** Of these specs, in the order of listing. */
        static Listing of(ImmutableList<TargetSpec> specs, Ports defaultPorts) {
            Ports ports =
                    Ports.union(Lists.transform(specs, spec -> spec.ports().orElse(defaultPorts)));
            return new Listing(ports, specs, defaultPorts);
        }

        private boolean isListedBy(TargetSpec spec, int port) {
            return specs.size() == 1 || spec.ports().orElse(defaultPorts).contains(port);
        }
    }

    /** The spec that listed it first. */
    public TargetSpec spec() {
        return listing.specs().get(0);
    }

    /** Its endpoints, by ascending port; each is made when it is looked at. */
    public List<Endpoint> endpoints() {
        return Lists.transform(listing.ports().asArray().asList(), port -> new Endpoint(address, port));
    }

    /** The first label among the specs that list this port: the owners of two ports of one address may be two. */
    public Optional<String> label(int port) {
        for (TargetSpec spec : listing.specs()) {
            if (spec.label().isPresent() && listing.isListedBy(spec, port)) {
                return spec.label();
            }
        }
        return Optional.empty();
    }

    /** The listed names that led to this address, whatever ports they were listed with: a name is the address's. */
    public ImmutableList<String> names() {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (TargetSpec spec : listing.specs()) {
            if (spec instanceof TargetSpec.Name name) {
                names.add(name.text());
            }
        }
        return names.build().asList();
    }
}
