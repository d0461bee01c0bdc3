package relaycheck.scan;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Judgement;

/**
 * Judges what was heard and commits the verdicts in groups, on a thread of its own.
 *
 * <p>Where a request may still arrive at the canary, the verdict waits until a second after the last word.
 */
final class Judge implements AutoCloseable {
    /** How long after the last word an arrival counts. */
    static final Duration GRACE = Duration.ofSeconds(1);
    /** Verdicts of one commit are at most so old; a commit costs milliseconds, whatever it holds. */
    private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private record Waiting(long due, Interview interview) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(due, other.due);
        }
    }

    private final Judgement judgement;
    private final ScanCanary canary;
    private final LateArrivals late;
    private final Ticker ticker;
    private final Clock clock;
    private final Consumer<ImmutableList<Finding>> committed;
    private final ConcurrentLinkedQueue<Interview> finished = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private final AtomicLong backlog = new AtomicLong();
    private final Thread thread = new Thread(this::run, "relaycheck-judge");
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /**
     * Starts the thread.
     *
     * @param committed takes each group of findings, and commits it
     */
    Judge(
            Judgement judgement,
            ScanCanary canary,
            Ticker ticker,
            Clock clock,
            Consumer<ImmutableList<Finding>> committed) {
        this.judgement = judgement;
        this.canary = canary;
        this.late = new LateArrivals(canary::arrivals);
        this.ticker = ticker;
        this.clock = clock;
        this.committed = committed;
        thread.start();
    }

    /** Takes an endpoint of which enough is known. Any thread. */
    void take(Interview interview) {
        backlog.incrementAndGet();
        finished.add(interview);
    }

    /** What came after the verdict, by endpoint; once it is closed. May ask the canary. */
    ImmutableListMultimap<Endpoint, Arrival> late() {
        return late.all();
    }

    /** How many wait for their verdict; those of a group that is being committed do no more. */
    long backlog() {
        return backlog.get();
    }

    /** What stopped it; null while all is well. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Judges what is left, then ends. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing || backlog.get() > 0) {
                if (!step()) {
                    LockSupport.parkNanos(GROUP_NANOS);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (LinkageError | AssertionError | VirtualMachineError e) {
            failure = new IllegalStateException("no more verdicts can be made: " + e, e);
        }
    }

    /** Judges what is due; says whether anything was. */
    private boolean step() {
        List<Interview> due = new ArrayList<>();
        for (Interview next = finished.poll(); next != null; next = finished.poll()) {
            if (Linger.isNeeded(next.transcript())) {
                waiting.add(new Waiting(next.transcript().lastWord() + GRACE.toNanos(), next));
            } else {
                due.add(next);
            }
        }
        long now = ticker.read();
        for (Waiting next = waiting.peek(); next != null && next.due() <= now; next = waiting.peek()) {
            due.add(waiting.remove().interview());
        }
        if (due.isEmpty()) {
            return false;
        }
        List<Nonce> nonces = new ArrayList<>();
        for (Interview interview : due) {
            nonces.addAll(interview.transcript().nonces());
        }
        ImmutableListMultimap<Nonce, Arrival> arrivals = canary.arrivals(nonces);
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        for (Interview interview : due) {
            findings.add(judge(interview, arrivals));
        }
        // first: whoever is told may ask how many wait, and where too many do nobody else would ask again
        backlog.addAndGet(-due.size());
        committed.accept(findings.build());
        return true;
    }

    private Finding judge(Interview interview, ImmutableListMultimap<Nonce, Arrival> all) {
        Transcript transcript = interview.transcript();
        List<Nonce> nonces = transcript.nonces();
        ImmutableListMultimap<Nonce, Arrival> seen =
                all.isEmpty() ? all : ImmutableListMultimap.copyOf(Multimaps.filterKeys(all, nonces::contains));
        late.judged(interview.asked().admitted().endpoint(), nonces, seen);
        return judgement.judge(
                new Judgement.Known(
                        interview.asked().admitted().endpoint(),
                        interview.asked().names(),
                        interview.asked().label(),
                        transcript.heard(),
                        interview.inquiry().questions().firstGet().id(),
                        () -> interview.inquiry().notAsked(transcript.progress()),
                        seen,
                        direct(nonces),
                        transcript.outcomes()),
                clock.instant());
    }

    private ImmutableSet<Nonce> direct(List<Nonce> nonces) {
        ImmutableSet.Builder<Nonce> direct = ImmutableSet.builder();
        for (Nonce nonce : nonces) {
            if (canary.cameDirectly(nonce)) {
                direct.add(nonce);
            }
        }
        return direct.build();
    }
}
