package relaycheck.canary;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import relaycheck.canary.CanaryPort.State;
import relaycheck.http.HostPort;

/**
 * The destination that relays are asked for: answers whoever brings a nonce of ours with its proof, and remembers it.
 *
 * <p>Tells HTTP, TLS and SMTP apart by what the client says first. Relays nothing and serves nothing else. Its threads are
 * daemons; {@link #close} ends them.
 */
public final class Canary implements AutoCloseable {
    private static final int READ_AT_A_TIME = 16 * 1024;

    private final CanarySettings settings;
    private final Arrivals arrivals;
    private final Listeners listeners;
    private final Clients clients;
    private volatile ImmutableList<CanaryPort> ports = ImmutableList.of();

    private Canary(CanarySettings settings, Limits limits) {
        this.settings = settings;
        arrivals = new Arrivals(settings.clock());
        arrivals.listen(settings.log());
        Reception reception = new Reception(settings.key(), arrivals, settings.clock());
        Conversation.Talks talks = new Conversation.Talks(
                reception, new HttpTalk(reception, new ArrivalsAnswer(reception)), new SmtpTalk(reception));
        clients = new Clients(limits);
        ClientHandler.Shared shared = new ClientHandler.Shared(
                talks, arrivals, limits, clients, new SelfSigned(), ByteBuffer.allocate(READ_AT_A_TIME));
        listeners = new Listeners(session -> new ClientHandler(session, shared), clients::dropAll);
    }

    /** Starts a canary; what became of each port is in {@link #ports}. */
    public static Canary open(CanarySettings settings) {
        return open(settings, Limits.DEFAULT);
    }

    static Canary open(CanarySettings settings, Limits limits) {
        Canary canary = new Canary(settings, limits);
        for (ListenSpec place : settings.listen()) {
            canary.bind(place);
        }
        return canary;
    }

    /** Listens here too, and says what became of each port. */
    public ImmutableList<CanaryPort> bind(ListenSpec place) {
        ImmutableList<InetAddress> addresses =
                place.address().isPresent() ? ImmutableList.of(place.address().get()) : MachineAddresses.all();
        ImmutableList<Integer> wanted =
                place.port().isPresent() ? ImmutableList.of(place.port().getAsInt()) : ListenSpec.DEFAULT_PORTS;
        ImmutableList.Builder<CanaryPort> results = ImmutableList.builder();
        for (InetAddress address : addresses) {
            for (int port : wanted) {
                results.add(bind(address, port, place.port().isEmpty()));
            }
        }
        return results.build();
    }

    /** What became of each port, in the order in which they were asked for. */
    public ImmutableList<CanaryPort> ports() {
        return ports;
    }

    /** What went wrong since it listens, for its owner. */
    public ImmutableList<String> warnings() {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        for (InetSocketAddress place : listeners.lost()) {
            warnings.add(HostPort.of(place.getAddress(), place.getPort())
                    + ": lost when this process ran out of descriptors, and taken by another program since: what"
                    + " arrived there is missing");
        }
        for (Map.Entry<InetAddress, Integer> full : clients.turnedAway().entrySet()) {
            warnings.add(full.getValue() + " connections from " + HostPort.host(full.getKey())
                    + " were turned away, as too many were open from there: relays that leave by that address may count as"
                    + " suspect; ask fewer of them at a time");
        }
        return warnings.build();
    }

    /** What arrived. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Whether the canary itself listens there. */
    public boolean listensOn(InetAddress address, int port) {
        for (CanaryPort each : ports) {
            if (each.listens() && each.port() == port && each.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        listeners.close();
    }

    private CanaryPort bind(InetAddress address, int port, boolean byDefault) {
        CanaryPort result = attempt(new InetSocketAddress(address, port));
        if (byDefault && port == ListenSpec.OWN_PORT && !result.listens() && result.state() != State.NO_SUCH_ADDRESS) {
            CanaryPort another = attempt(new InetSocketAddress(address, 0));
            result = another.listens() ? insteadOf(result, another) : result;
        }
        synchronized (this) {
            ports = ImmutableList.<CanaryPort>builder()
                    .addAll(ports)
                    .add(result)
                    .build();
        }
        return result;
    }

    private static CanaryPort insteadOf(CanaryPort wanted, CanaryPort another) {
        String reason = wanted.state() == State.RESERVED ? " is in the list of targets" : " is taken";
        return new CanaryPort(
                another.address(), another.port(), State.LISTENING, "instead of " + wanted.port() + ", which" + reason);
    }

    private CanaryPort attempt(InetSocketAddress place) {
        if (place.getPort() != 0 && settings.reserved().test(place)) {
            return new CanaryPort(place.getAddress(), place.getPort(), State.RESERVED, "the list of targets holds it");
        }
        try {
            InetSocketAddress bound = listeners.bind(place);
            return new CanaryPort(bound.getAddress(), bound.getPort(), State.LISTENING, "");
        } catch (IOException e) {
            return new BindFailure().at(place);
        }
    }
}
