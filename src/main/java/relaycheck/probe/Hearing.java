package relaycheck.probe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.http.Chunk;
import relaycheck.http.ResponseHead;
import relaycheck.proof.Proof;
import relaycheck.proof.ProofSearch;

/**
 * What was heard so far: the proof is looked for in all of it, a beginning of it is kept. Immutable.
 *
 * @param search  the search for the proof, over every byte
 * @param head    the head of the answer, where one came
 * @param content the first bytes of what followed, or of what is not HTTP
 * @param bytes   how many bytes there were in all, heads included
 */
record Hearing(ProofSearch search, @Nullable ResponseHead head, Chunk content, long bytes) {
    /** As much as a product's page needs to be told by its words, and a report to show; squid's words stand behind 3 KiB of style. */
    static final int KEPT = 4096;

    static Hearing nothing(ProofSearch search) {
        return new Hearing(search, null, Chunk.EMPTY, 0);
    }

    /** What was heard after this event; events that carry nothing to hear change nothing. */
    Hearing after(Event event) {
        if (event instanceof Event.HeadReceived received) {
            return withHead(received.head(), received.head());
        }
        if (event instanceof Event.InterimReceived received) {
            return withHead(received.head(), head);
        }
        if (event instanceof Event.BytesReceived received) {
            return withBytes(received.bytes());
        }
        return event instanceof Event.NotHttp received ? withBytes(received.bytes()) : this;
    }

    Optional<Proof> proof() {
        return search.found();
    }

    private Hearing withHead(ResponseHead heard, @Nullable ResponseHead kept) {
        String text = heard.text();
        // the line between heads is no hexadecimal digit: what was heard before cannot run on into this one
        return new Hearing(search.heard("\n").heard(text), kept, content, bytes + text.length());
    }

    private Hearing withBytes(Chunk more) {
        Chunk kept = content.length() >= KEPT ? content : content.plus(more.first(KEPT - content.length()));
        return new Hearing(search.heard(more), head, kept, bytes + more.length());
    }
}
