package relaycheck.report;

import com.google.common.collect.ImmutableList;
import relaycheck.probe.Outcome;
import relaycheck.proof.Proof;
import relaycheck.text.Printable;
import relaycheck.verdict.ProbeResult;

/**
 * A question, its answer and what the canary saw of it, ready to be shown.
 *
 * @param probe the question and its answer
 * @param say   the page's words
 */
public record HtmlExchange(ProbeResult probe, HtmlMessages say) {
    /** What was sent, as far as it is kept. */
    public ImmutableList<HtmlText> sent() {
        return HtmlText.of(probe.request(), probe.nonce(), hmac());
    }

    /** Whether the nonce went through a tunnel that was made; of a CONNECT that was turned down it was never sent. */
    public boolean isNonceInside() {
        return !probe.nonce().isEmpty() && !probe.request().contains(probe.nonce()) && isTunnelled();
    }

    private boolean isTunnelled() {
        boolean heard = (probe.status() == 0 || probe.status() / 100 == 2)
                && probe.answer().contains("\n[tunnel]\n");
        return heard || probe.outcome() == Outcome.Kind.RELAYED || probe.outcome() == Outcome.Kind.ACCEPTED;
    }

    /** What came back. */
    public ImmutableList<HtmlText> answered() {
        return HtmlText.of(probe.answer().stripTrailing(), probe.nonce(), hmac());
    }

    /** Whether anything came back. */
    public boolean isAnswered() {
        return !probe.answer().isEmpty();
    }

    /** Status code and reason phrase; empty where there was no HTTP answer. */
    public String status() {
        return probe.status() == 0 ? "" : Proofs.answer(probe).strip();
    }

    /** The request line, on one line. */
    public String request() {
        return Printable.line(probe.request());
    }

    /** The evidence in words. */
    public HtmlSentence because() {
        return HtmlSentence.of(Printable.line(probe.because(), Proofs.REASON), say);
    }

    /** Whether it is one of those for which the endpoint is open or suspect. */
    public boolean isTelling() {
        return probe.outcome() == Outcome.Kind.RELAYED
                || probe.outcome() == Outcome.Kind.ACCEPTED
                || probe.outcome() == Outcome.Kind.ATTEMPTED;
    }

    /** Whether it proves that the endpoint relays, rather than hints at it. */
    public boolean isProof() {
        return probe.outcome() == Outcome.Kind.RELAYED;
    }

    /** What the canary saw. */
    public ImmutableList<Seen> seen() {
        return probe.arrivals().stream()
                .map(arrival -> new Seen(arrival, probe.nonce()))
                .collect(ImmutableList.toImmutableList());
    }

    private String hmac() {
        return probe.proof().map(Proof::hmac).orElse("");
    }

    /**
     * One arrival at the canary.
     *
     * @param arrival what was seen
     * @param nonce   what to mark in it
     */
    public record Seen(ProbeResult.Seen arrival, String nonce) {
        /** Who dialled the canary. */
        public String source() {
            return Printable.line(arrival.source());
        }

        /** How it spoke. */
        public String protocol() {
            return Printable.line(arrival.protocol());
        }

        /** What it said. */
        public ImmutableList<HtmlText> head() {
            return HtmlText.of(arrival.head().stripTrailing(), nonce, "");
        }
    }
}
