package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
            Pattern.compile("Request \\(file descriptor (\\d{1,9})\\): (\\S+) (\\S+).*", Pattern.DOTALL);
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
    private final Map<String, RelayRequest> open = new HashMap<>();

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
            return asked(byHost.group(3), byHost.group(1), byHost.group(2), message);
        }
        Matcher forItself = FOR_ITSELF.matcher(message.text());
        if (forItself.matches()) {
            open.remove(forItself.group(1));
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
                .addAll(ended(descriptor))
                .build();
    }

    private ImmutableList<RelayRequest> asked(
            String descriptor, String method, String target, Sighting.Message message) {
        ImmutableList<RelayRequest> before = ended(descriptor);
        String client = clients.getOrDefault(descriptor, "-");
        Optional<RelayRequest> request = RelayRequest.of(method, target, RelayRequest.told(client, message));
        request.ifPresent(asked -> open.put(descriptor, asked));
        return before;
    }

    private ImmutableList<RelayRequest> ended(String descriptor) {
        RelayRequest ended = open.remove(descriptor);
        return ended == null ? ImmutableList.of() : ImmutableList.of(ended);
    }

    /** The message names the host (unless the way leads through another proxy) and not the client: the oldest is meant. */
    private ImmutableList<RelayRequest> established(Optional<String> host) {
        Optional<Map.Entry<String, RelayRequest>> oldest = open.entrySet().stream()
                .filter(entry -> host.map(entry.getValue().destination().host()::equalsIgnoreCase)
                        .orElse(true))
                .min(Comparator.comparingLong(entry -> entry.getValue().line()));
        oldest.ifPresent(found -> open.remove(found.getKey()));
        return oldest.map(found -> ImmutableList.of(found.getValue().byProxy(true)))
                .orElse(ImmutableList.of());
    }
}
