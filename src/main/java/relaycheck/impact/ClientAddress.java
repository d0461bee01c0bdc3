package relaycheck.impact;

/** A client as logs name it: with the port that it came from or not. */
final class ClientAddress {
    /** An IPv6 address has groups of four at most: what is longer is a port. */
    private static final int LONGEST_GROUP = 4;

    private ClientAddress() {}

    /** {@code 192.0.2.1:51320}, {@code [2001:db8::1]:51320} and {@code 2001:db8::1:51320} without the port. */
    static String withoutPort(String client) {
        int colon = client.lastIndexOf(':');
        if (client.startsWith("[")) {
            int bracket = client.indexOf(']');
            return bracket < 0 ? client : client.substring(1, bracket);
        }
        boolean alone = colon >= 0 && client.indexOf(':') == colon;
        boolean port =
                colon > 0 && (alone || client.length() - colon - 1 > LONGEST_GROUP) && isNumber(client, colon + 1);
        return port ? client.substring(0, colon) : client;
    }

    private static boolean isNumber(String text, int from) {
        return from < text.length() && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }
}
