package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts tinyproxy's messages together: who connected, what was asked for, whether the way to it was made. A request is a
 * use once "Established connection" to its host follows it, an attempt once its descriptor serves another client or the
 * log ends.
 */
final class TinyproxyPairing implements Pairing {
    private static final Pattern CONNECT = Pattern.compile("Connect \\(file descriptor (\\d{1,9})\\): (\\S+).*");
    private static final Pattern REQUEST =
            Pattern.compile("Request \\(file descriptor (\\d{1,9})\\): (\\S+) +(\\S+).*", Pattern.DOTALL);
    /** A request in origin-form that is relayed by its Host. */
    private static final Pattern BY_HOST =
            Pattern.compile("process_request: trans Host (\\S+) (\\S+) for (\\d{1,9})", Pattern.DOTALL);

    private static final Pattern ESTABLISHED =
            Pattern.compile("Established connection to (host|[\\w -]*proxy) \"([^\"]*)\" using file descriptor.*");
    /** A request in origin-form for tinyproxy itself: its Host led back to it. */
    private static final Pattern FOR_ITSELF =
            Pattern.compile("transparent: destination IP .* is local on socket fd (\\d{1,9}).*", Pattern.DOTALL);

    /** Descriptors are bounded by tinyproxy's MaxClients; a hostile log is not. */
    private static final int MAX_OPEN = 10_000;

    private final Map<String, String> clients = new HashMap<>();
    /** By their descriptors, the oldest first. */
    private final Map<String, RelayRequest> open = new LinkedHashMap<>();
    /** The descriptors of those that ask for a host, the oldest first. */
    private final SetMultimap<String, String> asking = LinkedHashMultimap.create();

    static boolean matters(String message) {
        return message.startsWith("Connect (")
                || message.startsWith("Request (")
                || message.startsWith("Established connection")
                || message.startsWith("process_request: trans Host")
                || message.startsWith("transparent: destination IP");
    }

    @Override
    public ImmutableList<RelayRequest> add(Sighting.Message message) {
        Matcher connect = CONNECT.matcher(message.text());
        if (connect.matches()) {
            return connected(connect.group(1), connect.group(2));
        }
        Matcher request = REQUEST.matcher(message.text());
        if (request.matches()) {
            return asked(request.group(1), request.group(2), request.group(3), message);
        }
        Matcher byHost = BY_HOST.matcher(message.text());
        if (byHost.matches()) {
            // what is known already was asked for by name: "connect host:port" is said so too, with a URL that is none
            return open.containsKey(byHost.group(3))
                    ? ImmutableList.of()
                    : asked(byHost.group(3), byHost.group(1), byHost.group(2), message);
        }
        Matcher forItself = FOR_ITSELF.matcher(message.text());
        if (forItself.matches()) {
            take(forItself.group(1));
        }
        Matcher established = ESTABLISHED.matcher(message.text());
        if (!established.matches()) {
            return ImmutableList.of();
        }
        return established(established.group(1).equals("host") ? Optional.of(established.group(2)) : Optional.empty());
    }

    /** What is still open led nowhere. */
    @Override
    public ImmutableList<RelayRequest> finish() {
        ImmutableList<RelayRequest> rest = ImmutableList.copyOf(open.values());
        open.clear();
        asking.clear();
        clients.clear();
        return rest;
    }

    private ImmutableList<RelayRequest> connected(String descriptor, String client) {
        ImmutableList<RelayRequest> overflow = open.size() >= MAX_OPEN ? finish() : ImmutableList.of();
        if (clients.size() >= MAX_OPEN) {
            clients.clear();
        }
        clients.put(descriptor, client);
        return ImmutableList.<RelayRequest>builder()
                .addAll(overflow)
                .addAll(take(descriptor).stream().iterator())
                .build();
    }

    private ImmutableList<RelayRequest> asked(
            String descriptor, String method, String target, Sighting.Message message) {
        Optional<RelayRequest> before = take(descriptor);
        String client = clients.getOrDefault(descriptor, "-");
        RelayRequest.of(method, target, RelayRequest.told(client, message)).ifPresent(request -> {
            open.put(descriptor, request);
            asking.put(request.destination().host(), descriptor);
        });
        return before.map(ImmutableList::of).orElse(ImmutableList.of());
    }

    /** The message names the host (unless the way leads through another proxy) and not the client: the oldest is meant. */
    private ImmutableList<RelayRequest> established(Optional<String> host) {
        Set<String> meant =
                host.map(name -> asking.get(name.toLowerCase(Locale.ROOT))).orElseGet(open::keySet);
        return meant.stream()
                .findFirst()
                .flatMap(this::take)
                .map(request -> ImmutableList.of(request.byProxy(true)))
                .orElse(ImmutableList.of());
    }

    private Optional<RelayRequest> take(String descriptor) {
        Optional<RelayRequest> taken = Optional.ofNullable(open.remove(descriptor));
        taken.ifPresent(request -> asking.remove(request.destination().host(), descriptor));
        return taken;
    }
}
