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

    /** An address, a prefix or a range. */
    record Addresses(String text, AddressBlock block, Optional<Ports> ports, Optional<String> label, Origin origin)
            implements TargetSpec {}

    /** A host name in lower case and ASCII, without a final dot; its addresses are found later. */
    record Name(String text, Optional<Ports> ports, Optional<String> label, Origin origin) implements TargetSpec {}
}
