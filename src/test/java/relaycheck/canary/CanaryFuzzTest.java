package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.NONCE;
import static relaycheck.canary.Fixtures.OTHER_KEY;
import static relaycheck.canary.Fixtures.proof;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;

/** What strangers say to the canary: each reply is whole, and nobody gets a proof without a nonce. */
class CanaryFuzzTest {
    private static final Pattern REPLIES =
            Pattern.compile("(?:HTTP/1\\.1 [1-5][0-9]{2} [ -~]+\r\n(?:[!-~]+: [ -~]*\r\n)+"
                    + "\r\n(?:nothing here\n|this relays nothing\n|[0-9a-f]{64}\n)?|[2-5][0-9]{2} [ -~]+\r\n)*+");
    private static final int LONGEST_REPLY = 400;
    private static final ImmutableList<String> WORDS = ImmutableList.of(
            "GET /" + NONCE + "/ HTTP/1.1\r\nHost: 10.0.0.1\r\n\r\n",
            "HEAD http://a/" + NONCE + "/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            "EHLO " + NONCE + "\r\nMAIL FROM:<a@b>\r\nQUIT\r\n",
            "CONNECT 10.0.0.1:25 HTTP/1.1\r\nHost: " + NONCE + "\r\n\r\n",
            "hello " + NONCE + "\n" + NONCE + "\r\n",
            "GET /" + OTHER_KEY.nonce(1) + "/ HTTP/1.1\nHost: b\n\n",
            ArrivalsQuestion.of(ImmutableList.of(NONCE), 0).target(OTHER_KEY));

    private final Mutants mutants = new Mutants();
    private final SteppingClock clock = new SteppingClock();
    private final Arrivals arrivals = new Arrivals(clock);

    @Test
    void whatIsSaidInPieces_isAnsweredInWholeRepliesAndProvenForANonceAlone() {
        for (int port : new int[] {80, 25}) {
            mutants.each(1_500, WORDS, said -> {
                long before = arrivals.count();
                String answers = answers(said, port);
                assertThat(answers).matches(REPLIES).hasSizeLessThanOrEqualTo(LONGEST_REPLY * 100);
                if (!said.toLowerCase(Locale.ROOT).contains(NONCE.hex())) {
                    assertThat(answers).doesNotContain(proof(port));
                    assertThat(arrivals.count()).isEqualTo(before);
                }
            });
        }
    }

    @Test
    void aQuestionAboutArrivals_isReadOnlyAsItWasSigned() {
        String signed = ArrivalsQuestion.of(ImmutableList.of(NONCE, KEY.nonce(7)), 1_000)
                .target(KEY);
        mutants.each(
                2_000,
                ImmutableList.of(signed),
                target -> assertThat(ArrivalsQuestion.read(target, KEY, 1_000).isPresent())
                        .isEqualTo(target.equals(signed)));
    }

    @Test
    void anArrivalsLine_isReadOrRefused() {
        ImmutableList<String> lines = ImmutableList.of(ArrivalJson.write(Fixtures.arrival(NONCE, clock, 4242)));
        mutants.each(
                2_000,
                lines,
                line -> assertThat(ArrivalJson.write(ArrivalJson.read(line))).startsWith("{"));
    }

    @Test
    void placesToListen_areReadOrRefused() {
        mutants.each(
                2_000,
                ImmutableList.of("8471", "127.0.0.1:80,[::1]:443", "::1,10.0.0.1"),
                text -> assertThat(ListenSpec.parse(text)).isNotEmpty());
    }

    private String answers(String said, int port) {
        Reception reception = new Reception(KEY, arrivals, clock);
        Conversation talk = new Conversation(
                new Client(Fixtures.LOOPBACK, 4242, port, false),
                new Conversation.Talks(
                        reception, new HttpTalk(reception, new ArrivalsAnswer(reception)), new SmtpTalk(reception)),
                Limits.DEFAULT);
        mutants.pieces(said).forEach(talk::heard);
        talk.ended();
        assertThat(talk.isOver()).isTrue();
        return talk.takeOutput();
    }
}
