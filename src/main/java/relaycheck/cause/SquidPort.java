package relaycheck.cause;

import java.util.List;

/**
 * A port of Squid.
 *
 * @param loopback whether only programs of the same host get there
 * @param claimed  whether a client says first which address it has, by the PROXY protocol
 */
record SquidPort(Place place, String text, String name, int number, Kind kind, boolean loopback, boolean claimed) {
    /** What it is for. */
    enum Kind {
        FORWARD,
        /** For sites of one's own, unless {@code always_direct} sends requests wherever they ask for. */
        ACCELERATES,
        /** The same, which goes wherever requests ask for. */
        ACCELERATES_ANYTHING,
        /** For one site, whatever a request asks for. */
        ACCELERATES_ONE,
        INTERCEPTS
    }

    static SquidPort of(Place place, String text, List<String> words) {
        String address = words.get(1);
        int colon = address.lastIndexOf(':');
        return new SquidPort(
                place,
                text,
                words.stream()
                        .filter(word -> word.startsWith("name="))
                        .map(word -> word.substring("name=".length()))
                        .findFirst()
                        .orElse(address),
                Listener.of(address, 0).map(Listener::port).orElse(0),
                kind(words),
                colon > 0 && Addresses.isLoopback(address.substring(0, colon)),
                words.contains("require-proxy-header"));
    }

    /** Whether connections of IPv6 may come in: an address of IPv4 has none. */
    boolean takesSix() {
        return !text.matches("\\w+ \\d+\\.\\d+\\.\\d+\\.\\d+(:\\d+)?( .*)?");
    }

    private static Kind kind(List<String> words) {
        if (words.stream().anyMatch(word -> word.matches("intercept|transparent|tproxy"))) {
            return Kind.INTERCEPTS;
        }
        if (words.stream().noneMatch(word -> word.matches("accel|vhost|vport.*|defaultsite=.*"))) {
            return Kind.FORWARD;
        }
        if (words.contains("no-vhost")) {
            return Kind.ACCELERATES_ONE;
        }
        return words.contains("allow-direct") ? Kind.ACCELERATES_ANYTHING : Kind.ACCELERATES;
    }
}
