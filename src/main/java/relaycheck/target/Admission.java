package relaycheck.target;

/** What {@link Scope} says to an endpoint. */
public sealed interface Admission permits Admitted, Skipped {}
