package relaycheck.demo;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/** Eight small hosts on loopback addresses, one for each thing that a host may do when it is asked to relay. */
public final class DemoNetwork implements AutoCloseable {
    private static final int SMTP = 25;
    private static final int FIRST_FOR_ANYONE = 1024;

    private final ImmutableList<DemoHost> hosts;

    private DemoNetwork(ImmutableList<DemoHost> hosts) {
        this.hosts = hosts;
    }

    /**
     * Starts all eight, on 127.0.0.1 to 127.0.0.8 where the system has them, else all on 127.0.0.1.
     *
     * @param mayDial where its relays may go; they go nowhere else
     * @param mail    whether the relay for few ports carries to 25, which the canary must bind then, else to ports that
     *     anyone may bind: which of them the canary gets is not known before
     */
    public static DemoNetwork start(Predicate<InetSocketAddress> mayDial, boolean mail) {
        Predicate<InetSocketAddress> never = to -> false;
        return new DemoNetwork(ImmutableList.of(
                relay(address(1), mayDial),
                host(
                        mail ? "relay for CONNECT to 25 only" : "relay for CONNECT to ports from 1024 on only",
                        "OPEN",
                        2,
                        new Relaying(
                                mayDial,
                                to -> mail ? to.getPort() == SMTP : to.getPort() >= FIRST_FOR_ANYONE,
                                false,
                                false)),
                webServer(address(3)),
                host("proxy that wants a login", "LOGIN_NEEDED", 4, CannedAnswer.always(CannedAnswer.LOGIN)),
                host("200 to everything", "NOT_A_RELAY", 5, CannedAnswer.always(CannedAnswer.PAGE)),
                host("one-way relay", "OPEN", 6, new Relaying(mayDial, never, true, true)),
                host("200 Connection Established, then silence", "SUSPECT", 7, CannedAnswer.silentTunnel()),
                host("gateway with a dead backend", "NOT_A_RELAY", 8, CannedAnswer.always(CannedAnswer.BAD_GATEWAY))));
    }

    /** A relay for GET and CONNECT alone. */
    public static DemoHost relay(InetAddress address, Predicate<InetSocketAddress> mayDial) {
        return DemoHost.start(
                "open relay for GET and CONNECT", "OPEN", address, new Relaying(mayDial, to -> true, true, false));
    }

    /** A web server that relays nothing, alone. */
    public static DemoHost webServer(InetAddress address) {
        return DemoHost.start(
                "web server: its own page, 405 to CONNECT", "NOT_A_RELAY", address, CannedAnswer.webServer());
    }

    /** The hosts, with the verdict that each must get. */
    public ImmutableList<DemoHost> hosts() {
        return hosts;
    }

    @Override
    public void close() {
        hosts.forEach(DemoHost::close);
    }

    private static DemoHost host(String name, String expected, int last, DemoHost.Manners manners) {
        return DemoHost.start(name, expected, address(last), manners);
    }

    private static InetAddress address(int last) {
        return InetAddresses.forString("127.0.0." + last);
    }
}
