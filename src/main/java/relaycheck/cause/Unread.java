package relaycheck.cause;

/** A file, or a line of it, that should have been read and was not. */
public record Unread(Place place, String why) {}
