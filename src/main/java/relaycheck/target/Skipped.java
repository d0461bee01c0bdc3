package relaycheck.target;

import java.util.Optional;

/**
 * Something listed that is not scanned; the report says so.
 *
 * @param spec what the user listed, or the endpoint where that is all that is known
 * @param endpoint empty for a name without an address
 * @param why in the owner's words, with what to type where something can be done
 */
public record Skipped(String spec, Optional<Endpoint> endpoint, String why) implements Admission {
    /** An endpoint that is skipped. */
    public static Skipped of(Endpoint endpoint, String why) {
        return new Skipped(endpoint.toString(), Optional.of(endpoint), why);
    }

    /** A spec of which nothing is scanned. */
    public static Skipped of(TargetSpec spec, String why) {
        return new Skipped(spec.text(), Optional.empty(), why);
    }

    /** What is skipped: the endpoint where it is one. */
    public String where() {
        return endpoint.isPresent() ? endpoint.get().toString() : spec;
    }

    /** The same, named as the user listed it. */
    public Skipped listedAs(TargetSpec listed) {
        return new Skipped(listed.text(), endpoint, why);
    }
}
