package relaycheck.impact;

/** What one line adds to the picture beyond being counted. */
sealed interface Sighting permits RelayRequest, Sighting.Message {
    /** One of tinyproxy's messages about a request. */
    record Message(String text, long time, long line, String sample) implements Sighting {}
}
