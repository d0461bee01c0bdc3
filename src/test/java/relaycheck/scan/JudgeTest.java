package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.clock.HandTicker;
import relaycheck.inquiry.EndpointInquiry;
import relaycheck.inquiry.Questions;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.target.Admitted;
import relaycheck.target.Endpoint;
import relaycheck.target.Scope;
import relaycheck.verdict.Finding;
import relaycheck.verdict.Judgement;
import relaycheck.verdict.Verdict;

@Timeout(60)
class JudgeTest {
    private static final Questions QUESTIONS =
            Questions.of(Probes.STANDARD, Answers.destinations(), ImmutableList.of(443, 25, 80, 8471));

    private final BlockingQueue<Long> backlogs = new LinkedBlockingQueue<>();

    /**
     * Who is told of a group begins as many endpoints as the backlog allows, and is told no more after the last group: were
     * those of the group still counted, a disk that held one commit up for long would end the scan without a word.
     */
    @Test
    void group_thatIsTold_isNoMoreInTheBacklog() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (Judge judge = judge(group -> await(held))) {
            judge.take(closedPort(1));
            assertThat(backlogs.poll(30, TimeUnit.SECONDS)).isZero();
            judge.take(closedPort(2));
            judge.take(closedPort(3));
            assertThat(judge.backlog()).isEqualTo(2);
            held.countDown();
            assertThat(backlogs.poll(30, TimeUnit.SECONDS)).isZero();
        }
    }

    /** A relay without a way back takes its time to ask our canary. */
    @Test
    void verdict_ofWhomMayStillArrive_waitsForASecond() throws Exception {
        HandTicker ticker = HandTicker.still();
        LinkedBlockingQueue<Finding> findings = new LinkedBlockingQueue<>();
        try (Judge judge = judge(ticker, findings::addAll)) {
            judge.take(interview(ticker, 1, Ending.DEADLINE));
            judge.take(closedPort(2));
            assertThat(port(findings.poll(30, TimeUnit.SECONDS))).isEqualTo(2);
            ticker.pass(Judge.GRACE.minusNanos(1));
            judge.take(closedPort(3));
            assertThat(port(findings.poll(30, TimeUnit.SECONDS))).isEqualTo(3);
            ticker.pass(Duration.ofNanos(1));
            assertThat(port(findings.poll(30, TimeUnit.SECONDS))).isEqualTo(1);
        }
    }

    @Test
    void judge_thatIsClosed_hasJudgedAll() {
        LinkedBlockingQueue<Finding> findings = new LinkedBlockingQueue<>();
        try (Judge judge = judge(findings::addAll)) {
            for (int port = 1; port <= 100; port++) {
                judge.take(closedPort(port));
            }
        }
        assertThat(findings).hasSize(100).extracting(Finding::verdict).containsOnly(Verdict.UNREACHABLE);
    }

    @Test
    void commit_thatFails_isTheScansFailure() {
        RuntimeException full = new IllegalStateException("disk full");
        Judge judge = judge(group -> {
            throw full;
        });
        judge.take(closedPort(1));
        judge.close();
        assertThat(judge.failure()).isSameAs(full);
    }

    @Test
    void error_isTheScansFailureToo() {
        Judge judge = judge(group -> {
            throw new StackOverflowError();
        });
        judge.take(closedPort(1));
        judge.close();
        assertThat(judge.failure()).hasMessage("no more verdicts can be made: java.lang.StackOverflowError");
    }

    private Judge judge(Consumer<ImmutableList<Finding>> committed) {
        return judge(Ticker.systemTicker(), committed);
    }

    private Judge judge(Ticker ticker, Consumer<ImmutableList<Finding>> committed) {
        CountDownLatch made = new CountDownLatch(1);
        Judge[] judge = new Judge[1];
        judge[0] = new Judge(
                new Judgement(Products.standard()), new StillCanary(true), ticker, Clock.systemUTC(), group -> {
                    await(made);
                    backlogs.add(judge[0].backlog());
                    committed.accept(group);
                });
        made.countDown();
        return judge[0];
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int port(Finding finding) {
        return finding.endpoint().port();
    }

    private static Interview closedPort(int port) {
        return interview(Ticker.systemTicker(), port, Ending.PORT_CLOSED);
    }

    private static Interview interview(Ticker ticker, int port, Ending ending) {
        Interview interview = new Interview(
                new Interview.Shared(
                        null,
                        ticker,
                        Answers.KEY,
                        () -> 1,
                        2,
                        Duration.ofSeconds(1),
                        ImmutableSet::of,
                        Products.standard()),
                new Asked(
                        (Admitted) Scope.none().admit(Endpoint.of("127.0.0.1", port)),
                        ImmutableList.of(),
                        Optional.empty()),
                new EndpointInquiry(QUESTIONS, false),
                over -> {});
        Ask first = QUESTIONS.firstGet();
        interview.transcript().take(first, Answer.withoutWords(first.unsent(), ending), 1, false);
        return interview;
    }
}
