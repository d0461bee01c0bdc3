package relaycheck.probe;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relaycheck.http.Chunk;
import relaycheck.http.Header;
import relaycheck.http.ResponseHead;
import relaycheck.proof.Destination;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;
import relaycheck.proof.ProofSearch;

/** One run of a probe without a transport: it is told events, and what it does is kept. */
final class Rehearsal {
    static final ImmutableSet<Integer> PORTS = ImmutableSet.of(8471, 443, 80, 25);
    static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    static final Nonce NONCE = KEY.nonce(4711);
    static final Destination OWN = at("10.77.3.1", 8471);

    private final Subject subject;
    private final List<Action> actions = new ArrayList<>();
    private Dialogue dialogue;
    private Optional<Answer> answer = Optional.empty();

    private Rehearsal(Probe probe, Destination destination) {
        subject = probe.of(destination).subject(NONCE);
        dialogue = probe.begin(subject, ProofSearch.of(KEY, NONCE, PORTS));
    }

    /** A run to this destination, connected. */
    static Rehearsal of(Probe probe, Destination destination) {
        return new Rehearsal(probe, destination).tell(new Event.Connected());
    }

    /** A run to the canary's own port, connected. */
    static Rehearsal of(Probe probe) {
        return of(probe, OWN);
    }

    static Destination at(String address, int port) {
        return Destination.of(InetAddresses.forString(address), port);
    }

    /** What the canary returns to a request that arrived on this port. */
    static String proof(int port) {
        return KEY.proof(NONCE, port).hmac();
    }

    static ResponseHead head(int status, String reason, Header... headers) {
        String line = "HTTP/1.1 " + status + (reason.isEmpty() ? "" : " " + reason);
        return new ResponseHead(line, status, ImmutableList.copyOf(headers));
    }

    Rehearsal tell(Event... happened) {
        ArrayDeque<Event> events = new ArrayDeque<>(List.of(happened));
        while (!events.isEmpty() && answer.isEmpty()) {
            Step step = dialogue.on(events.poll());
            if (step instanceof Step.Done done) {
                answer = Optional.of(done.answer());
            } else if (step instanceof Step.Proceed proceed) {
                dialogue = proceed.next();
                actions.addAll(proceed.actions());
            }
        }
        return this;
    }

    Rehearsal head(int status) {
        return tell(new Event.HeadReceived(head(status, "")));
    }

    Rehearsal bytes(String latin1) {
        return tell(new Event.BytesReceived(Chunk.of(latin1)));
    }

    Rehearsal byteByByte(String latin1) {
        latin1.chars().forEach(each -> bytes(String.valueOf((char) each)));
        return this;
    }

    Rehearsal closed() {
        return tell(new Event.InputEnded(false));
    }

    /** What was done since this was last asked. */
    ImmutableList<Action> did() {
        ImmutableList<Action> done = ImmutableList.copyOf(actions);
        actions.clear();
        return done;
    }

    /** What was sent since this was last asked: the request line and Host, or the bytes. */
    String sent() {
        StringBuilder sent = new StringBuilder();
        for (Action action : did()) {
            if (action instanceof Action.SendRequest request) {
                sent.append(request.line())
                        .append(request.host().map(host -> " | " + host).orElse(""));
            } else if (action instanceof Action.SendBytes bytes) {
                sent.append(bytes.bytes().latin1());
            }
        }
        return sent.toString();
    }

    boolean isDone() {
        return answer.isPresent();
    }

    Answer answer() {
        return answer.orElseThrow(() -> new AssertionError("not done"));
    }

    Subject subject() {
        return subject;
    }
}
