package relaycheck.cause;

/** What the reader should know though it opens nothing: what is off, guarded, or could not be evaluated. */
public record Note(Place place, String text) {}
