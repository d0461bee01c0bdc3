package relaycheck.verdict;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import relaycheck.product.Product;
import relaycheck.proof.Disclosure;
import relaycheck.target.Endpoint;

/**
 * What is said of one endpoint, and why.
 *
 * @param endpoint   address and port
 * @param names      the listed names that led here
 * @param label      what the target list says behind it: an owner, a ticket
 * @param at         when it was judged
 * @param verdict    the verdict
 * @param severity   how bad it is
 * @param rule       the id of the verdict table's row that decided
 * @param because    the reason in one line, in the owner's words
 * @param relays     what was proved
 * @param egress     the addresses from which the canary was reached
 * @param disclosure whom the relay names to the destination
 * @param product    the software behind it
 * @param probes     every question and its answer
 * @param notAsked   what was left out, and why
 * @param late       arrivals after the verdict: URL inspectors on the way fetch again, so they prove nothing
 * @param background what the owner's own files say of it
 */
public record Finding(
        Endpoint endpoint,
        ImmutableList<String> names,
        Optional<String> label,
        Instant at,
        Verdict verdict,
        Severity severity,
        String rule,
        String because,
        Relays relays,
        ImmutableList<String> egress,
        Optional<Disclosure> disclosure,
        Optional<Product> product,
        ImmutableList<ProbeResult> probes,
        ImmutableList<NotAsked> notAsked,
        ImmutableList<ProbeResult.Seen> late,
        Background background) {
    /** The same finding, with what came to the canary after the verdict. */
    public Finding withLate(ImmutableList<ProbeResult.Seen> after) {
        return with(after, background);
    }

    /** The same finding, with what these files say of it. */
    public Finding with(Background known) {
        return with(late, known);
    }

    private Finding with(ImmutableList<ProbeResult.Seen> newLate, Background newBackground) {
        return new Finding(
                endpoint,
                names,
                label,
                at,
                verdict,
                severity,
                rule,
                because,
                relays,
                egress,
                disclosure,
                product,
                probes,
                notAsked,
                newLate,
                newBackground);
    }
}
