package relaycheck.scan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import relaycheck.history.Run;
import relaycheck.product.Products;
import relaycheck.proof.Arrival;
import relaycheck.proof.Destination;
import relaycheck.proof.ProofKey;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.transport.AwakeTicker;
import relaycheck.transport.Traffic;
import relaycheck.transport.Transport;
import relaycheck.transport.TransportSettings;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Judgement;

/**
 * The pipeline, written down once: the list is expanded, judged by the scope, dialled at its pace, questioned, judged and
 * committed. Whoever made it starts it, waits, and closes it.
 *
 * <p>An endpoint that is over makes room for the next one, on its I/O thread or with its verdict: no thread waits for another.
 */
public final class Scan implements AutoCloseable {
    /** Endpoints that may wait for their verdict; more would only fill memory. */
    private static final int MOST_WAITING = 4000;

    /** The judge is one thread and has a quarter of their work: more of them would wait for it. */
    private static final int MOST_THREADS = 4;

    private final ScanSettings settings;
    private final AwakeTicker ticker;
    private final Transport transport;
    private final Dialer dialer;
    private final Questioning questioning;
    private final SkippedList skipped = new SkippedList();
    private final Feeder feeder;
    private final Judge judge;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean exhausted;
    /** What the self-test sent to hosts of our own: no target was asked. */
    private Run.Receipt ownHosts = Run.Receipt.NONE;

    private volatile boolean stopped;
    private volatile BiConsumer<ImmutableList<Finding>, Run.Receipt> commit = (findings, receipt) -> {};

    /**
     * A scan, not begun yet.
     *
     * @param canary  where endpoints are asked to relay to; the caller closes it
     * @param key     what nonces and proofs are made with
     * @param random  64 random bits at a time, unpredictable
     * @param decided what an earlier part of the run has judged
     * @param faults  told of every exception of our own making
     */
    public Scan(
            ScanSettings settings,
            ScanCanary canary,
            ProofKey key,
            LongSupplier random,
            Predicate<Endpoint> decided,
            Consumer<Throwable> faults) {
        this.settings = settings;
        ticker = AwakeTicker.start();
        transport = new Transport(
                new TransportSettings(settings.dialTimeout(), settings.source(), settings.userAgent(), threads()),
                ticker,
                faults);
        canary.ignore(transport::isOwnSocket, transport::isCarrier);
        dialer = new Dialer(transport, ticker, settings.perSecond(), settings.perHost());
        Products products = Products.standard();
        questioning = new Questioning(settings, products, dialer, ticker, key, random, canary);
        feeder = new Feeder(settings, canary, decided, skipped);
        judge = new Judge(new Judgement(products), canary, ticker, Clock.systemUTC(), group -> {
            commit.accept(group, receipt());
            feed();
        });
    }

    /**
     * Proves that it would tell the truth.
     *
     * @throws SelfTestException where it would not
     */
    public void selfTest(ImmutableList<Destination> destinations) {
        new SelfTest(questioning, settings.source().orElse(null)).run(destinations);
        dialer.forgetPeaks();
        ownHosts = sent();
    }

    /**
     * Runs until every endpoint has its verdict, or until {@link #stop}; true where none is left out.
     *
     * @param keep takes each group of findings and what it all cost so far, and commits both
     * @throws RuntimeException where it cannot go on; what was committed is
     */
    public boolean run(BiConsumer<ImmutableList<Finding>, Run.Receipt> keep) throws InterruptedException {
        commit = keep;
        feed();
        boolean ended = false;
        while (!ended) {
            // whoever would tell of the end may have ended itself
            ended = over.await(1, TimeUnit.SECONDS) || judge.failure() != null || transport.isBroken();
        }
        judge.close();
        RuntimeException failure = judge.failure();
        if (failure != null) {
            throw failure;
        }
        if (over.getCount() > 0) {
            throw new IllegalStateException(
                    "some endpoints will never be judged (--verbose says why); go on with --resume");
        }
        return !stopped;
    }

    /** Lets go of what is in flight; what is decided is committed. Any thread. */
    public void stop() {
        stopped = true;
        over.countDown();
    }

    /** What arrived at the canary after the verdict, by endpoint; once {@link #run} has returned. May ask the canary. */
    public ImmutableListMultimap<Endpoint, Arrival> late() {
        return judge.late();
    }

    /** What was not scanned, and why. */
    public ImmutableList<Skipped> skipped() {
        return skipped.all();
    }

    /** Names a listed thing of which nothing is scanned. */
    public void skip(Skipped whole) {
        skipped.add(whole);
    }

    /** What it cost the targets so far. */
    public Run.Receipt receipt() {
        return sent().minus(ownHosts);
    }

    private Run.Receipt sent() {
        Traffic traffic = transport.traffic();
        return new Run.Receipt(
                traffic.dials(),
                traffic.connections(),
                traffic.requests(),
                traffic.bytesSent(),
                traffic.bytesReceived(),
                dialer.peakRate(),
                dialer.peakPerHost());
    }

    @Override
    public void close() {
        stopped = true;
        dialer.close();
        transport.close();
        judge.close();
        ticker.close();
    }

    private static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /** Begins as many endpoints as there is room for. */
    private synchronized void feed() {
        while (!stopped && !exhausted && inFlight.get() < settings.inFlight() && judge.backlog() < MOST_WAITING) {
            Feeder.Next next = feeder.next();
            if (next == null) {
                exhausted = true;
            } else {
                inFlight.incrementAndGet();
                questioning.about(next, this::finished).start();
            }
        }
        if ((exhausted && inFlight.get() == 0) || judge.failure() != null) {
            over.countDown();
        }
    }

    private void finished(Interview interview) {
        judge.take(interview);
        int left = inFlight.decrementAndGet();
        if (4L * left < 3L * settings.inFlight()) {
            feed(); // else the judge does with its next group: the I/O thread has the most to do
        }
    }
}
