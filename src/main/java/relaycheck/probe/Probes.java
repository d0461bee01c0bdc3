package relaycheck.probe;

import com.google.common.collect.ImmutableList;

/** Every probe there is, one line each. */
public final class Probes {
    /** What the host says by itself. */
    public static final Probe CONTROL = new ControlProbe();
    /** A request in absolute-form. */
    public static final Probe GET = new GetProbe();
    /** A tunnel: TLS to 443, SMTP to 25, plain HTTP elsewhere. */
    public static final Probe CONNECT = new ConnectProbe("connect", false);
    /** A tunnel to 443 in plain HTTP, elsewhere in TLS: asked where {@link #CONNECT} brought nothing. */
    public static final Probe CONNECT_OTHERWISE = new ConnectProbe("connect-otherwise", true);
    /** A foreign Host. */
    public static final Probe HOST = new HostProbe();

    /** What is asked unless the user says otherwise. */
    public static final ImmutableList<Probe> STANDARD =
            ImmutableList.of(GET, CONNECT, CONNECT_OTHERWISE, CONTROL, HOST);

    private Probes() {}
}
