package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import relaycheck.probe.Ending;
import relaycheck.scan.HostPatience.Parting;

/**
 * What is open to one host, what waits for it, and what was not reached while it had other connections. Not safe for use by many
 * threads.
 */
final class HostDials {
    /** A first dial and what became of it. */
    record Unreached(Dial dial, Ending ending) {}

    private int open;
    private boolean counting;
    // most hosts have neither
    private @Nullable ArrayDeque<Dial> waiting;
    private @Nullable ArrayDeque<Unreached> unreached;

    int open() {
        return open;
    }

    /**
     * Whether the host was seen to count connections or requests: it gets one connection at a time, and what it refuses once it
     * may take later.
     */
    boolean isCounting() {
        return counting;
    }

    /** Takes note of how a connection ended. */
    void note(Parting parting) {
        counting |= parting == Parting.BEYOND_LIMIT || parting == Parting.NOT_TAKEN;
    }

    void enter() {
        open++;
    }

    void leave() {
        open--;
    }

    boolean hasWaiting() {
        return waiting != null && !waiting.isEmpty();
    }

    void queue(Dial dial) {
        waiting = waiting == null ? new ArrayDeque<>() : waiting;
        waiting.add(dial);
    }

    @Nullable
    Dial poll() {
        return waiting == null ? null : waiting.poll();
    }

    /** Keeps a dial, whose place is given back, until the others are over. */
    void putOff(Dial dial, Ending ending) {
        unreached = unreached == null ? new ArrayDeque<>() : unreached;
        unreached.add(new Unreached(dial, ending));
    }

    /** What was not reached is to be dialled again. */
    void queueUnreached() {
        while (unreached != null && !unreached.isEmpty()) {
            queue(unreached.remove().dial());
        }
    }

    /** What was not reached although no other connection is left. It has its places again, which are given back when it has heard. */
    ImmutableList<Unreached> tell() {
        if (open > 0 || unreached == null) {
            return ImmutableList.of();
        }
        ImmutableList<Unreached> told = ImmutableList.copyOf(unreached);
        unreached = null;
        open += told.size();
        return told;
    }

    boolean isDone() {
        return open == 0 && !hasWaiting();
    }
}
