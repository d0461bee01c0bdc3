package relaycheck.cause;

import java.util.List;
import java.util.stream.Stream;

/**
 * What Squid is asked: by whom, how, and for which port of a third party.
 *
 * @param fromSix whether the one who asks has an address of IPv6
 * @param toSix   whether the third party has one
 */
record SquidRequest(Asker asker, String method, int port, boolean fromSix, boolean toSix) {
    static List<String> methods(boolean tunnels) {
        return Stream.concat(ChosenTarget.METHODS.stream(), tunnels ? Stream.of("CONNECT") : Stream.empty())
                .toList();
    }

    static Opens opens(String method, Ports ports) {
        return method.equals("CONNECT") ? new Opens(Ports.NONE, ports) : new Opens(ports, Ports.NONE);
    }

    boolean isConnect() {
        return method.equals("CONNECT");
    }

    /** What {@code url_regex} looks at. */
    String url() {
        return isConnect() ? ChosenTarget.HOST + ":" + port : "http://" + ChosenTarget.HOST + ":" + port + "/";
    }
}
