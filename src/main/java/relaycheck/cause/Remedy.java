package relaycheck.cause;

/** The smallest change that closes a door: in words, and as the line to write. */
public record Remedy(String text, String change) {}
