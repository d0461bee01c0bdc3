package relaycheck.impact;

/** What one line adds to the picture beyond being counted. */
sealed interface Sighting permits RelayRequest, Sighting.Message {
    /** One of several messages about a request; {@code kind} says whose. */
    record Message(LineFields.Kind kind, String text, long time, long line, String sample) implements Sighting {
        Message atLine(long number) {
            return new Message(kind, text, time, number, sample);
        }
    }
}
