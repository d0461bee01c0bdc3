package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Privoxy says of one request: who connected (with {@code debug 2}), what was asked for, and why it was not carried
 * out ({@code Crunch}, with {@code debug 1024}); with {@code debug 512} a line in the common log format comes last. A
 * request is a use unless it was crunched, once its thread takes another or the log ends.
 */
final class PrivoxyPairing implements Pairing {
    private static final Pattern ACCEPTED =
            Pattern.compile("(\\p{XDigit}+) Connect: Accepted connection from (\\S+) on socket.*", Pattern.DOTALL);
    private static final Pattern REQUEST =
            Pattern.compile("(\\p{XDigit}+) Request: ([^/\\s]+)(\\S*).*", Pattern.DOTALL);
    private static final Pattern CRUNCH = Pattern.compile("(\\p{XDigit}+) Crunch: ([^:]+): .*", Pattern.DOTALL);
    /** Its own pages, such as http://config.privoxy.org/. */
    private static final String OWN_PAGE = "CGI Call";

    private static final String NOBODY = "-";
    /** Threads are bounded by Privoxy's max-client-connections, 128 by itself; a hostile log is not. */
    private static final int MAX_OPEN = 1_000;

    private final Map<String, String> clients = new HashMap<>();
    private final Map<String, Told> open = new LinkedHashMap<>();
    private boolean asked;
    private boolean unnamed;
    private boolean crunches;

    private enum End {
        RELAYED,
        TURNED_DOWN,
        OWN_PAGE
    }

    private record Told(RelayRequest request, End end) {
        /** What is to be counted; the line in the common log format knows more than the messages. */
        Stream<RelayRequest> counted(RelayRequest line) {
            return end == End.OWN_PAGE ? Stream.of() : Stream.of(line.byProxy(end == End.RELAYED));
        }
    }

    static boolean matters(String message) {
        return message.contains(" Request: ")
                || message.contains(" Crunch: ")
                || message.contains(" Connect: Accepted connection from ");
    }

    @Override
    public ImmutableList<RelayRequest> add(Sighting.Message message) {
        Matcher accepted = ACCEPTED.matcher(message.text());
        if (accepted.matches()) {
            ImmutableList<RelayRequest> overflow = clients.size() >= MAX_OPEN ? finish() : ImmutableList.of();
            clients.put(accepted.group(1), accepted.group(2));
            return overflow;
        }
        Matcher crunch = CRUNCH.matcher(message.text());
        if (crunch.matches()) {
            crunches = true;
            End end = crunch.group(2).equals(OWN_PAGE) ? End.OWN_PAGE : End.TURNED_DOWN;
            open.computeIfPresent(crunch.group(1), (thread, told) -> new Told(told.request(), end));
            return ImmutableList.of();
        }
        Matcher request = REQUEST.matcher(message.text());
        return request.matches()
                ? asked(request.group(1), request.group(2) + request.group(3), message)
                : ImmutableList.of();
    }

    /** A request as the common log format has it: what is to be counted of it, if it is one that was told before. */
    ImmutableList<RelayRequest> lastOf(RelayRequest line) {
        Optional<String> thread = open.entrySet().stream()
                .filter(entry -> entry.getValue().request().destination().equals(line.destination()))
                .filter(entry ->
                        line.isConnect() || entry.getValue().request().path().equals(line.path()))
                .map(Map.Entry::getKey)
                .findFirst();
        return thread.map(open::remove)
                .map(told -> told.counted(line).collect(ImmutableList.toImmutableList()))
                .orElseGet(() -> ImmutableList.of(line));
    }

    @Override
    public ImmutableList<RelayRequest> finish() {
        ImmutableList<RelayRequest> rest = open.values().stream()
                .flatMap(told -> told.counted(told.request()))
                .collect(ImmutableList.toImmutableList());
        unnamed |= rest.stream().anyMatch(request -> request.source().equals(NOBODY));
        open.clear();
        clients.clear();
        return rest;
    }

    /** Whether a request was counted without its client. */
    boolean isUnnamed() {
        return unnamed;
    }

    /** Whether there were requests and not a word of one that was turned down: Privoxy says so only if it is told to. */
    boolean isBlind() {
        return asked && !crunches;
    }

    private ImmutableList<RelayRequest> asked(String thread, String target, Sighting.Message message) {
        ImmutableList<RelayRequest> overflow = open.size() >= MAX_OPEN ? finish() : ImmutableList.of();
        Optional<Told> before = Optional.ofNullable(open.remove(thread));
        RelayRequest rest = RelayRequest.told(clients.getOrDefault(thread, NOBODY), message);
        RelayRequest.of("GET", "http://" + target, rest)
                .ifPresent(request -> open.put(thread, new Told(request, End.RELAYED)));
        asked = true;
        unnamed |= !before.isEmpty() && before.get().request().source().equals(NOBODY);
        return ImmutableList.<RelayRequest>builder()
                .addAll(overflow)
                .addAll(before.stream()
                        .flatMap(told -> told.counted(told.request()))
                        .iterator())
                .build();
    }
}
