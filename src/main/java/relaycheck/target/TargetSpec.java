package relaycheck.target;

import java.util.Optional;

/** One thing that the user listed. */
public sealed interface TargetSpec {
    /** What was listed, without ports and label: {@code 10.0.0.0/24}, {@code www.example.com}. */
    String text();

    /** Its own ports, which replace those of the scan. */
    Optional<Ports> ports();

    /** The words after it, for the report: an owner, a ticket. */
    Optional<String> label();

    /** Where it was listed. */
    Origin origin();

    /**
     * One entry by itself, in the form of a target list's, however many addresses it holds: nothing is asked of them.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static TargetSpec parse(String entry) {
        return TargetSyntax.parse(SourceReader.trim(entry), new Origin("", 0));
    }

    /** An address, a prefix or a range. */
    record Addresses(String text, AddressBlock block, Optional<Ports> ports, Optional<String> label, Origin origin)
            implements TargetSpec {
        /** Says whether this is about the endpoint; without ports of its own it is about all of them. */
        public boolean has(Endpoint endpoint) {
            return block.range().contains(AddressLine.position(endpoint.address()))
                    && (ports.isEmpty() || ports.get().contains(endpoint.port()));
        }
    }

    /** A host name in lower case and ASCII, without a final dot; its addresses are found later. */
    record Name(String text, Optional<Ports> ports, Optional<String> label, Origin origin) implements TargetSpec {}
}
