package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.clock.HandTicker;
import relaycheck.inquiry.Questions;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.product.Products;
import relaycheck.scan.Transcript.Taken;
import relaycheck.verdict.Judgement.Heard;

class TranscriptTest {
    private static final Questions QUESTIONS =
            Questions.of(Probes.STANDARD, Answers.destinations(), ImmutableList.of(443, 25, 80, 8471));
    private static final String NOT_FOUND = "404 Not Found; Server: x";
    private static final String NOT_ALLOWED = "405 Method Not Allowed; Server: x";

    private final HandTicker ticker = HandTicker.still();
    private final Transcript transcript = new Transcript(QUESTIONS, Products.standard(), ticker);

    @Test
    void dial_thatFails_tellsOfThePort() {
        assertThat(takes(Probes.GET, 8471, "", Ending.PORT_CLOSED)).isTrue();
        assertThat(transcript.isReached()).isFalse();
        assertThat(last().ending()).isEqualTo(Ending.PORT_CLOSED);
    }

    @Test
    void transcript_isBlank_untilSomethingIsKnown() {
        assertThat(transcript.isBlank()).isTrue();
        assertThat(transcript.accepted()).isTrue();
        assertThat(transcript.accepted()).isFalse();
        assertThat(transcript.isBlank()).isFalse();
        assertThat(transcript.progress().reached()).isTrue();
    }

    @Test
    void silenceOfTheFirstGet_isInTheProgress() {
        assertThat(transcript.progress().quiet()).isFalse();
        transcript.turnedQuiet();
        assertThat(transcript.progress().quiet()).isTrue();
        assertThat(transcript.isQuiet()).isTrue();
    }

    @Test
    void dial_thatFailsAfterAnotherDidNot_isRepeatedOnce_andTellsNothingOfThePort() {
        assertThat(transcript.accepted()).isTrue();
        assertThat(takes(Probes.CONNECT, 443, "", Ending.PORT_FILTERED)).isFalse();
        assertThat(transcript.heard()).isEmpty();
        assertThat(takes(Probes.CONNECT, 443, "", Ending.PORT_FILTERED)).isTrue();
        assertThat(last().ending()).isEqualTo(Ending.CLOSED);
    }

    /** A host that counts new connections takes it later; one that is gone is not dialled for ever. */
    @Test
    void dial_thatIsRefusedAfterAnotherWasNot_isRepeatedUntilItIsTakenOrOftenRefused() {
        assertThat(transcript.accepted()).isTrue();
        for (int round = 0; round < 2; round++) {
            refuse(Transcript.REFUSALS);
            assertThat(takes(Probes.GET, 8471, NOT_FOUND, Ending.COMPLETE)).isTrue();
        }
        refuse(Transcript.REFUSALS);
        assertThat(takes(Probes.CONNECT, 443, "", Ending.PORT_CLOSED)).isTrue();
        assertThat(last().ending()).isEqualTo(Ending.CLOSED);
        assertThat(takes(Probes.CONNECT, 25, "", Ending.PORT_CLOSED)).isTrue();
        assertThat(transcript.mayShareConnection(ask(Probes.GET, 80))).isTrue();
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(takes(i % 2 == 0 ? Probes.CONNECT : Probes.GET, 443, "", Ending.PORT_CLOSED))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"429 Too Many Requests, 16", "503 Unavailable, 3"})
    void whatIsBeyondALimit_isPutAgainUntilItIsAnsweredOrOftenWasNot(String answer, int times) {
        takes(Probes.GET, 8471, NOT_FOUND, Ending.COMPLETE);
        for (Ending ending : new Ending[] {Ending.COMPLETE, Ending.CLOSED}) {
            for (int i = 0; i < times; i++) {
                assertThat(takes(Probes.GET, 80, answer, ending)).isFalse();
            }
            assertThat(transcript.mayShareConnection(ask(Probes.GET, 80))).isFalse();
            assertThat(takes(Probes.CONNECT, 443, NOT_ALLOWED, Ending.COMPLETE)).isTrue();
        }
        for (int i = 0; i < times; i++) {
            assertThat(takes(Probes.GET, 80, answer, Ending.COMPLETE)).isFalse();
        }
        assertThat(takes(Probes.GET, 80, answer, Ending.COMPLETE)).isTrue();
        assertThat(takes(Probes.GET, 25, answer, Ending.COMPLETE)).isTrue();
        assertThat(transcript.takeBack()).isEmpty();
    }

    /** A dead backend fails at once and always; it is not asked more often for that. */
    @Test
    void failure_isAnAnswerWhileTheHostIsNotKnownToBeWell_andIsPutAgainWhenItIs() {
        for (int i = 0; i < Transcript.FIRST_FAILURES; i++) {
            assertThat(takes(Probes.GET, 8471, "503 Unavailable", Ending.COMPLETE))
                    .isFalse();
        }
        assertThat(takes(Probes.GET, 8471, "503 Unavailable", Ending.COMPLETE)).isTrue();
        assertThat(takes(Probes.GET, 80, "503 Unavailable", Ending.COMPLETE)).isTrue();
        assertThat(transcript.takeBack()).isEmpty();
        assertThat(takes(Probes.CONTROL, 8471, NOT_FOUND, Ending.COMPLETE)).isTrue();
        assertThat(transcript.takeBack()).extracting(Ask::id).containsExactly("get-8471", "get-80");
        assertThat(transcript.progress().told()).containsOnlyKeys("control");
        assertThat(transcript.heard()).hasSize(1);
        for (int i = 0; i < Transcript.FAILURES; i++) {
            assertThat(takes(Probes.GET, 8471, "503 Unavailable", Ending.COMPLETE))
                    .isFalse();
        }
        assertThat(takes(Probes.GET, 8471, "503 Unavailable", Ending.COMPLETE)).isTrue();
        assertThat(transcript.takeBack()).isEmpty();
    }

    /** Whatever the status that it comes with. */
    @ParameterizedTest
    @CsvSource({"429 Too Many Requests", "503 Unavailable"})
    void proof_isAnAnswer(String status) {
        Answer proved = Answers.withProof(Answers.to(Probes.GET, 8471, status, Ending.COMPLETE), 8471);
        assertThat(transcript.take(ask(Probes.GET, 8471), proved, 1, false)).isEqualTo(Taken.COUNTED);
        takes(Probes.CONTROL, 8471, NOT_FOUND, Ending.COMPLETE);
        assertThat(transcript.takeBack()).isEmpty();
    }

    /** Each question of a relay that counts may be turned away a few times. */
    @Test
    void proof_endsTheRow() {
        for (int port : new int[] {8471, 443, 80, 25}) {
            for (int i = 0; i < Transcript.REFUSALS; i++) {
                assertThat(takes(Probes.GET, port, "429 Too Many Requests", Ending.COMPLETE))
                        .isFalse();
            }
            Answer proved = Answers.withProof(Answers.to(Probes.GET, port, "200 OK", Ending.COMPLETE), port);
            assertThat(transcript.take(ask(Probes.GET, port), proved, 1, false)).isEqualTo(Taken.COUNTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "502 Bad Gateway; Server: x",
        "500 Internal Server Error; Server: x",
        "503 Unavailable; Server: squid; X-Squid-Error: ERR_CONNECT_FAIL 111"
    })
    void failure_thatIsAProxysOwn_isAnAnswer(String failure) {
        takes(Probes.GET, 8471, NOT_FOUND, Ending.COMPLETE);
        assertThat(takes(Probes.GET, 80, failure, Ending.COMPLETE)).isTrue();
        assertThat(transcript.takeBack()).isEmpty();
    }

    /** Who closes an idle connection has not answered; who closes a fresh one has. */
    @ParameterizedTest
    @CsvSource({
        "true, CLOSED, '', false",
        "true, RESET, '', false",
        "true, DEADLINE, '', true",
        "true, CLOSED, 404 Not Found, true",
        "true, RESET, ~half, false",
        "true, LIMIT, ~HTTP/1.1 200, false",
        "true, DEADLINE, ~left over, false",
        "true, COMPLETE, 408 Request Timeout, false",
        "true, COMPLETE, 503 Unavailable, false",
        "true, COMPLETE, 502 Bad Gateway, true",
        "false, COMPLETE, 408 Request Timeout, true",
        "false, CLOSED, '', true",
        "false, DEADLINE, ~left over, true",
        "false, RESET, '', true"
    })
    void connectionUsedAgain_thatFails_isNoAnswer(boolean used, Ending ending, String text, boolean isAnswer) {
        Answer answer = Answers.to(Probes.GET, 80, text, ending);
        assertThat(transcript.take(ask(Probes.GET, 80), answer, 1, used))
                .isEqualTo(isAnswer ? Taken.COUNTED : Taken.AGAIN);
        assertThat(transcript.mayShareConnection(ask(Probes.GET, 80))).isEqualTo(isAnswer);
        assertThat(transcript.heard()).hasSize(isAnswer ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"get, 8471, 499, true", "get, 8471, 500, false", "get, 80, 1, false", "connect, 443, 1, false"})
    void host_isQuick_whereTheFirstGetIsAnsweredInHalfASecond(String probe, int port, long millis, boolean quick) {
        Probe asked = probe.equals("get") ? Probes.GET : Probes.CONNECT;
        transcript.take(ask(asked, port), Answers.to(asked, port, NOT_FOUND, Ending.COMPLETE), millis, false);
        assertThat(transcript.isQuick()).isEqualTo(quick);
    }

    @ParameterizedTest
    @CsvSource({
        "405 Method Not Allowed, true",
        "403 Forbidden, false",
        "404 Not Found, false",
        "200 OK, false",
        "'', false"
    })
    void connect_sharesAConnection_whereTheFirstWasRefusedAsAWebServerDoes(String answer, boolean shares) {
        assertThat(transcript.mayShareConnection(ask(Probes.CONNECT, 25))).isFalse();
        takes(Probes.CONNECT, 443, answer, Ending.COMPLETE);
        assertThat(transcript.mayShareConnection(ask(Probes.CONNECT, 25))).isEqualTo(shares);
        assertThat(transcript.mayShareConnection(ask(Probes.GET, 80))).isTrue();
    }

    @Test
    void lastWord_isWhatWasSentOrHeardLast() {
        ticker.pass(Duration.ofSeconds(1));
        transcript.sent();
        assertThat(transcript.lastWord()).isEqualTo(ticker.read());
        ticker.pass(Duration.ofSeconds(1));
        takes(Probes.CONNECT, 443, "", Ending.DEADLINE);
        assertThat(transcript.lastWord())
                .isEqualTo(ticker.read() - Duration.ofSeconds(1).toNanos());
        takes(Probes.GET, 8471, NOT_FOUND, Ending.COMPLETE);
        assertThat(transcript.lastWord()).isEqualTo(ticker.read());
    }

    @Test
    void nonces_areThoseThatWereSent() {
        takes(Probes.GET, 8471, NOT_FOUND, Ending.COMPLETE);
        Ask unsent = ask(Probes.CONNECT, 443);
        transcript.take(unsent, Answer.withoutWords(unsent.unsent(), Ending.DEADLINE), 1, false);
        assertThat(transcript.nonces()).containsExactly(Answers.nonce(8471));
    }

    @Test
    void progress_readsOnInTheTranscript() {
        var progress = transcript.progress();
        transcript.asked(ask(Probes.CONNECT, 443));
        takes(Probes.CONNECT, 443, NOT_ALLOWED, Ending.COMPLETE);
        assertThat(progress.begun()).containsExactly("connect-443");
        assertThat(progress.told()).containsOnlyKeys("connect-443");
        assertThat(transcript.isBlank()).isFalse();
    }

    private boolean takes(Probe probe, int port, String text, Ending ending) {
        return transcript.take(ask(probe, port), Answers.to(probe, port, text, ending), 1, false) == Taken.COUNTED;
    }

    private Answer last() {
        Heard heard = Iterables.getLast(transcript.heard());
        return heard.answer();
    }

    private static Ask ask(Probe probe, int port) {
        return QUESTIONS.all().stream()
                .filter(ask -> ask.probe() == probe && ask.destination().port() == port)
                .findFirst()
                .orElseThrow();
    }
}
