package relaycheck.cause;

/** What a door lets through: the ports reached by a plain request, and those reached by a tunnel. */
public record Opens(Ports get, Ports connect) {
    /** A closed door. */
    public static final Opens NOTHING = new Opens(Ports.NONE, Ports.NONE);

    /** Whether nothing comes through. */
    public boolean isNothing() {
        return get.isEmpty() && connect.isEmpty();
    }

    /** Both together. */
    public Opens and(Opens other) {
        return new Opens(get.and(other.get), connect.and(other.connect));
    }

    /** For a sentence: {@code GET to every port, CONNECT to 443 and 563}. */
    @Override
    public String toString() {
        String plain = get.isEmpty() ? "" : "plain requests to " + get;
        String tunnels = connect.isEmpty() ? "" : "CONNECT to " + connect;
        return plain + (plain.isEmpty() || tunnels.isEmpty() ? "" : ", ") + tunnels;
    }
}
