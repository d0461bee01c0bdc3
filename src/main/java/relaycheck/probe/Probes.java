package relaycheck.probe;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.stream.Collectors;

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

    /** What {@code --probes} can name. */
    public static final ImmutableList<Probe> ALL = STANDARD;

    private Probes() {}

    /**
     * The probes of {@code standard}, {@code all}, or a comma list of names; the first GET and CONNECT, which open every
     * inquiry, and the control request are always among them.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static ImmutableList<Probe> parse(String text) {
        ImmutableSet.Builder<Probe> probes = ImmutableSet.builder();
        probes.add(GET, CONNECT, CONNECT_OTHERWISE, CONTROL);
        for (String name : Splitter.on(',').trimResults().split(text)) {
            probes.addAll(
                    switch (name) {
                        case "standard" -> STANDARD;
                        case "all" -> ALL;
                        default -> ImmutableList.of(named(name));
                    });
        }
        return probes.build().asList();
    }

    private static Probe named(String name) {
        return ALL.stream()
                .filter(probe -> probe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--probes: there is no probe " + name
                        + "; there are standard, all, "
                        + ALL.stream().map(Probe::name).collect(Collectors.joining(", "))));
    }
}
