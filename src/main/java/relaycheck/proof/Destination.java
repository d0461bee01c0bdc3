package relaycheck.proof;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import relaycheck.http.HostPort;

/**
 * Where an endpoint is asked to relay to: always a port of the user's own canary.
 *
 * <p>Only the package {@code canary} calls {@link #of}; a test of the architecture holds that, so a third party cannot be
 * expressed. Its spelling is made once: each question to each endpoint holds it.
 */
public final class Destination {
    private final InetAddress address;
    private final int port;
    private final Optional<String> name;
    private final String host;
    private final String authority;

    private Destination(InetAddress address, int port, Optional<String> name) {
        this.address = address;
        this.port = port;
        this.name = name;
        this.host = name.orElseGet(() -> HostPort.host(address));
        this.authority = host + ":" + port;
    }

    /** A port of the canary. */
    public static Destination of(InetAddress address, int port) {
        return new Destination(address, port, Optional.empty());
    }

    /** The same place, asked for by this name of it. */
    public Destination named(String newName) {
        return new Destination(address, port, Optional.of(newName));
    }

    /** The same place, asked for by its address. */
    public Destination byAddress() {
        return new Destination(address, port, Optional.empty());
    }

    /** The canary's address. */
    public InetAddress address() {
        return address;
    }

    /** The port that is asked for. */
    public int port() {
        return port;
    }

    /** The name that is asked for, where the endpoint is to be asked by name. */
    public Optional<String> name() {
        return name;
    }

    /** Name or literal as it stands in a URL. */
    public String host() {
        return host;
    }

    /** {@code host:port}, as CONNECT and Host take it; the port always stands there. */
    public String authority() {
        return authority;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Destination that
                && address.equals(that.address)
                && port == that.port
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address, port, name);
    }

    @Override
    public String toString() {
        return authority;
    }
}
