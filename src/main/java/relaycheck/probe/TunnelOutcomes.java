package relaycheck.probe;

import java.util.Optional;
import java.util.stream.Stream;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Outcome.Kind;

/** Says what a 2xx to CONNECT means that brought no proof: a tunnel to nowhere, or the host's own page. */
final class TunnelOutcomes {
    private TunnelOutcomes() {}

    static Outcome of(Answer answer, Tunnel tunnel, Evidence evidence) {
        if (evidence.retry().isPresent()) {
            Answer other = evidence.retry().get();
            Outcome plain = other.tunnel().isPresent()
                    ? of(
                            other,
                            other.tunnel().get(),
                            new Evidence(
                                    evidence.control(), evidence.get(), Optional.empty(), evidence.arrivals(), false))
                    : outcome(Kind.ACCEPTED, other, "");
            // silence in one voice explains nothing of the silence in the other
            boolean silent = other.tunnel().filter(Tunnel::isSilent).isPresent()
                    && other.head().filter(ResponseHead::announcesContent).isEmpty();
            if (plain.kind() == Kind.SERVED_LOCALLY && !silent) {
                return outcome(Kind.SERVED_LOCALLY, answer, plain.because());
            }
        }
        ResponseHead head = answer.head().orElseThrow();
        return isOwnPage(answer, head, tunnel, evidence)
                ? outcome(Kind.SERVED_LOCALLY, answer, "its own page, and no tunnel (" + Outcomes.line(head) + ")")
                : outcome(Kind.ACCEPTED, answer, "said yes (" + Outcomes.line(head) + "), but nothing came through");
    }

    private static boolean isOwnPage(Answer answer, ResponseHead head, Tunnel tunnel, Evidence evidence) {
        // a tunnel has no type: what follows such a head is the page that it speaks of
        if (head.announcesContent() || (head.header("Content-Type").isPresent() && !tunnel.isSilent())) {
            return true;
        }
        if (tunnel.isSilent()) {
            return answer.ending() != Ending.DEADLINE && evidence.get().stream().anyMatch(get -> sameHead(get, head));
        }
        String heard = tunnel.heard().latin1();
        return heard.stripLeading().startsWith("<")
                || tunnel.reply().stream().anyMatch(reply -> isOwnServer(reply, head, evidence))
                || Stream.of(evidence.get(), evidence.control())
                        .flatMap(Optional::stream)
                        .anyMatch(own -> Likeness.quotes(own, heard));
    }

    /** Whether what answered inside the tunnel is the server that we talk to outside. */
    private static boolean isOwnServer(ResponseHead reply, ResponseHead head, Evidence evidence) {
        return Likeness.sameHead(reply, head)
                || Stream.of(evidence.get(), evidence.control())
                        .flatMap(Optional::stream)
                        .flatMap(own -> own.head().stream())
                        .anyMatch(own -> own.header("Server").isPresent()
                                ? own.header("Server").equals(reply.header("Server"))
                                : Likeness.sameHead(own, reply));
    }

    private static boolean sameHead(Answer answer, ResponseHead head) {
        return answer.head().filter(own -> Likeness.sameHead(own, head)).isPresent();
    }

    private static Outcome outcome(Kind kind, Answer answer, String because) {
        return Outcome.of(kind, answer.subject(), because);
    }
}
