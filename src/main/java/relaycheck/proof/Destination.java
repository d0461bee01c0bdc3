package relaycheck.proof;

import java.net.InetAddress;
import java.util.Optional;
import relaycheck.http.HostPort;

/**
 * Where an endpoint is asked to relay to: always a port of the user's own canary.
 *
 * <p>Only the package {@code canary} calls {@link #of}; a test of the architecture holds that, so a third party cannot be
 * expressed.
 *
 * @param address the canary's address
 * @param port    the port that is asked for
 * @param name    a name of the canary, where the endpoint is to be asked by name
 */
public record Destination(InetAddress address, int port, Optional<String> name) {
    /** A port of the canary. */
    public static Destination of(InetAddress address, int port) {
        return new Destination(address, port, Optional.empty());
    }

    /** The same place, asked for by this name. */
    public Destination named(String name) {
        return new Destination(address, port, Optional.of(name));
    }

    /** Name or literal as it stands in a URL. */
    public String host() {
        return name.orElseGet(() -> HostPort.host(address));
    }

    /** {@code host:port}, as CONNECT and Host take it; the port always stands there. */
    public String authority() {
        return host() + ":" + port;
    }

    @Override
    public String toString() {
        return authority();
    }
}
