package relaycheck.probe;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Another method. */
    public static final Probe POST = new PostProbe();
    /** {@code GET /http://CANARY:PORT/<nonce>/}: what relays for browsers' cross-origin requests take. */
    public static final Probe PATH = new PathProbe("path", "GET of a path that holds a URL", "/http://");
    /** {@code GET /CANARY:PORT/<nonce>/}: taken where a reverse proxy makes its backend of the path's first part. */
    public static final Probe PATH_HOST = new PathProbe("path-host", "GET of a path that begins with a host", "/");
    /** {@code GET /http/CANARY:PORT/<nonce>/}: the same with the scheme before it, as in {@code proxy_pass $1://$2/$3}. */
    public static final Probe PATH_SCHEME =
            new PathProbe("path-scheme", "GET of a path that begins with a scheme and a host", "/http/");
    /** {@code GET /?url=http://CANARY:PORT/<nonce>/}: what fetches the page that a form names. */
    public static final Probe QUERY = new PathProbe("query", "GET of a query that holds a URL", "/?url=http://");
    /**
     * {@code GET /@CANARY:PORT/<nonce>/}: where a reverse proxy puts a path behind {@code http://backend:81} without a slash
     * between, its own backend becomes userinfo (RFC 3986 §3.2.1), and the canary the host.
     */
    public static final Probe USERINFO = new PathProbe("userinfo", "GET of a path that begins with @", "/@");
    /** {@link #GET} in HTTP/1.0. */
    public static final Probe GET10 = new Get10Probe();
    /** {@link #CONNECT} in HTTP/1.0. */
    public static final Probe CONNECT10 = new Connect10Probe();
    /** An {@code https} URL. */
    public static final Probe GET_HTTPS = new GetHttpsProbe();
    /** {@link #GET} in TLS to the endpoint itself. */
    public static final Probe TLS_GET = new OverTls("tls-get", Way.TLS_GET, GET, false);
    /** A tunnel asked for in TLS to the endpoint itself. */
    public static final Probe TLS_CONNECT = new OverTls("tls-connect", Way.TLS_CONNECT, new PlainConnectProbe(), false);
    /** {@link #HOST} in TLS whose server name is the canary: finds what relays TLS by that name, and nothing in plain. */
    public static final Probe TLS_HOST = new OverTls("tls-host", Way.TLS_GET, HOST, true);
    /** {@link #GET} in HTTP/2. */
    public static final Probe H2_GET = new H2GetProbe();
    /** A tunnel asked for in HTTP/2. */
    public static final Probe H2_CONNECT = new H2ConnectProbe();
    /** {@link #H2_GET} in TLS to the endpoint itself. */
    public static final Probe TLS_H2_GET = new OverTls("tls-h2-get", Way.H2_GET, H2_GET, false);
    /** {@link #H2_CONNECT} in TLS to the endpoint itself. */
    public static final Probe TLS_H2_CONNECT = new OverTls("tls-h2-connect", Way.H2_CONNECT, H2_CONNECT, false);
    /** SOCKS 5 without a login. */
    public static final Probe SOCKS5 = new Socks5Probe("socks5", false);
    /** Whether SOCKS 5 would take a login: asked where it takes nobody without. */
    public static final Probe SOCKS5_LOGIN = new Socks5Probe("socks5-login", true);
    /** SOCKS 4. */
    public static final Probe SOCKS4 = new Socks4Probe("socks4", false);
    /** SOCKS 4 with the destination as text. */
    public static final Probe SOCKS4A = new Socks4Probe("socks4a", true);

    /** What is asked unless the user says otherwise. */
    public static final ImmutableList<Probe> STANDARD = ImmutableList.of(
            GET,
            CONNECT,
            CONNECT_OTHERWISE,
            CONTROL,
            HOST,
            new OnSign(SOCKS5),
            new OnSign(SOCKS5_LOGIN),
            new OnSign(SOCKS4),
            new OnSign(SOCKS4A),
            new OnSign(TLS_GET),
            new OnSign(TLS_CONNECT),
            new OnSign(TLS_HOST),
            new OnSign(H2_GET),
            new OnSign(H2_CONNECT),
            new OnSign(TLS_H2_GET),
            new OnSign(TLS_H2_CONNECT));

    /** What {@code --probes} can name. */
    public static final ImmutableList<Probe> ALL = ImmutableList.of(
            GET,
            CONNECT,
            CONNECT_OTHERWISE,
            CONTROL,
            HOST,
            POST,
            PATH,
            PATH_HOST,
            PATH_SCHEME,
            QUERY,
            USERINFO,
            GET10,
            CONNECT10,
            GET_HTTPS,
            TLS_GET,
            TLS_CONNECT,
            TLS_HOST,
            H2_GET,
            H2_CONNECT,
            TLS_H2_GET,
            TLS_H2_CONNECT,
            SOCKS5,
            SOCKS5_LOGIN,
            SOCKS4,
            SOCKS4A);

    private Probes() {}

    /**
     * The probes of {@code standard}, {@code all}, or a comma list of names; the first GET and CONNECT, which open every
     * inquiry, and the control request are always among them.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static ImmutableList<Probe> parse(String text) {
        Map<String, Probe> chosen = new LinkedHashMap<>();
        for (Probe always : ImmutableList.of(GET, CONNECT, CONNECT_OTHERWISE, CONTROL)) {
            chosen.put(always.name(), always);
        }
        for (String name : words(text)) {
            ImmutableList<Probe> meant = switch (name) {
                case "standard" -> STANDARD;
                case "all" -> ALL;
                default -> ImmutableList.of(named(name));
            };
            // what is named is asked in any case, whatever else asks it on a sign alone
            meant.forEach(
                    probe -> chosen.merge(probe.name(), probe, (one, other) -> one instanceof OnSign ? other : one));
        }
        return ImmutableList.copyOf(chosen.values());
    }

    /** The words of such a list. */
    public static ImmutableList<String> words() {
        ImmutableList.Builder<String> words = ImmutableList.<String>builder().add("standard", "all");
        for (Probe probe : ALL) {
            if (probe != CONTROL && probe != CONNECT_OTHERWISE) {
                words.add(probe.name());
            }
        }
        return words.build();
    }

    /** Whether {@code all} is in the list: then nothing is left out, whatever else it names. */
    public static boolean meansAll(String text) {
        return words(text).contains("all");
    }

    private static List<String> words(String text) {
        return Splitter.on(',').trimResults().splitToList(text);
    }

    private static Probe named(String name) {
        return ALL.stream()
                .filter(probe -> probe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--probes: there is no probe " + name + "; there are " + String.join(", ", words())));
    }
}
