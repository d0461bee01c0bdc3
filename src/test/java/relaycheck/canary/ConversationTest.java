package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.NONCE;
import static relaycheck.canary.Fixtures.OTHER_KEY;
import static relaycheck.canary.Fixtures.proof;

import com.google.common.base.Strings;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.proof.Arrival;
import relaycheck.proof.Arrival.Protocol;

class ConversationTest {
    private final SteppingClock clock = new SteppingClock();
    private final Arrivals arrivals = new Arrivals(clock);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /{n}/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://10.0.0.1:8471/{n}/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST https://10.0.0.1:8471/{n}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                "HEAD /{n}/ HTTP/1.0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: {n}.example\r\n\r\n",
                "PURGE /a%2f{n}%2f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /prefix/{n}/?a=b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /00000000000000000000000000000000/{n} HTTP/1.1\r\n\r\n",
                "GET /{N}/ HTTP/1.1\r\nhost: x\r\n\r\n",
                "GET /{n}/ HTTP/1.1\nHost: x\n\n",
                "\r\n\r\nGET /{n}/ HTTP/1.1\r\n\r\n",
                "GET   /{n}/   HTTP/1.1  \r\n\r\n",
                "GET /a b/{n}/ HTTP/1.1\r\n\r\n",
            })
    void aRequestWithOurNonce_getsTheProofForThePortOfItsArrival(String request) {
        Conversation talk = conversation(8471, false);
        talk.heard(filled(request));
        assertThat(talk.takeOutput())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nRelaycheck-Proof: " + proof(8471) + "\r\n");
        assertThat(Fixtures.first(arrivals, NONCE))
                .get()
                .extracting(Arrival::port, Arrival::protocol)
                .containsExactly(8471, Protocol.HTTP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /{other}/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /00000000000000000000000000000000/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nReferer: /{n}/\r\n\r\n",
                "GET /arrivals HTTP/1.1\r\n\r\n",
                "GET /arrivals?t=1&n={n}&s= HTTP/1.1\r\n\r\n",
            })
    void aRequestWithoutOurNonce_gets404AndIsNotRemembered(String request) {
        Conversation talk = conversation(80, false);
        talk.heard(filled(request));
        assertThat(talk.takeOutput()).startsWith("HTTP/1.1 404 ").doesNotContain("Proof");
        assertThat(talk.isOver()).isTrue();
        assertThat(arrivals.count()).isZero();
    }

    /** A relay that signs its URLs, or names them by a hash, puts digits before ours. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 16_000})
    void aNonceBehindManyDigits_isFound(int digits) {
        for (String between : new String[] {"", "/"}) {
            Conversation talk = conversation(8471, false);
            talk.heard("GET /" + "a".repeat(digits) + between + NONCE + "/ HTTP/1.1\r\n\r\n");
            assertThat(talk.takeOutput()).contains(proof(8471));
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,true", "HEAD,false", "TRACE,true"})
    void theBody_holdsTheProofButForHead(String method, boolean body) {
        Conversation talk = conversation(80, false);
        talk.heard(filled(method + " /{n}/ HTTP/1.1\r\n\r\n"));
        String answer = talk.takeOutput();
        assertThat(answer)
                .contains("Content-Length: 65\r\n", "Content-Type: text/plain\r\n", "Cache-Control: no-store\r\n");
        assertThat(answer.endsWith("\r\n\r\n" + proof(80) + "\n")).isEqualTo(body);
    }

    @Test
    void connect_isRefusedWithoutProof() {
        Conversation talk = conversation(443, false);
        talk.heard(filled("CONNECT 192.0.2.1:25 HTTP/1.1\r\nHost: {n}\r\n\r\n"));
        assertThat(talk.takeOutput()).startsWith("HTTP/1.1 405 ").doesNotContain(proof(443));
        assertThat(talk.isOver()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 |                                  | true
            HTTP/1.1 | Connection: close                | false
            HTTP/1.1 | connection: foo, Close           | false
            HTTP/1.1 | Content-Length: 0                | true
            HTTP/1.1 | Content-Length: 5                | false
            HTTP/1.1 | Transfer-Encoding: chunked       | false
            HTTP/1.0 |                                  | false
            HTTP/1.0 | Connection: Keep-Alive           | true
            """)
    void theConnection_staysAsAskedFor(String version, String field, boolean stays) {
        Conversation talk = conversation(80, false);
        talk.heard(filled("GET /{n}/ " + version + "\r\n" + (field == null ? "" : field + "\r\n") + "\r\n"));
        assertThat(talk.takeOutput()).contains(stays ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
        assertThat(talk.isOver()).isEqualTo(!stays);
    }

    @Test
    void requestsInARow_areAllAnsweredUpToTheLimit() {
        Limits limits = limits(3, 1_000, 10_000);
        Conversation talk = conversation(80, false, limits);
        talk.heard(filled("GET /{n}/ HTTP/1.1\r\n\r\n").repeat(5));
        String said = talk.takeOutput();
        assertThat(said.split("200 OK", -1)).hasSize(4);
        assertThat(said.split("keep-alive", -1)).hasSize(3);
        assertThat(said.substring(said.lastIndexOf("200 OK"))).contains("Connection: close\r\n");
        assertThat(talk.isOver()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 80})
    void aByteAtATime_getsTheSameAsAllAtOnce(int port) {
        String said = filled("EHLO {n}\r\nNOOP\r\nx {n}\r\n\r\nGET /{n}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        Conversation whole = conversation(port, false);
        whole.heard(said);
        Conversation split = conversation(port, false);
        for (char each : said.toCharArray()) {
            split.heard(String.valueOf(each));
        }
        assertThat(split.takeOutput()).isEqualTo(whole.takeOutput()).contains("250 ", "554 ", proof(port));
    }

    @Test
    void overTls_theArrivalIsHttps() {
        conversation(443, true).heard(filled("GET /{n}/ HTTP/1.1\r\n\r\n"));
        assertThat(Fixtures.first(arrivals, NONCE))
                .get()
                .extracting(Arrival::protocol)
                .isEqualTo(Protocol.HTTPS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EHLO {n}                  | 250 relaycheck-canary {proof}
            helo {n}                  | 250 relaycheck-canary {proof}
            EHLO [{n}]                | 250 relaycheck-canary {proof}
            EHLO mail.example         | 250 relaycheck-canary
            EHLO {other}              | 250 relaycheck-canary
            MAIL FROM:<a@b>           | 554 no mail is taken here
            MAIL FROM:<{n}@b>         | 554 {proof}
            RCPT TO:<a@b>             | 554 no mail is taken here
            DATA                      | 554 no mail is taken here
            RSET                      | 250 ok
            STARTTLS                  | 502 not here
            QUIT                      | 221 bye
            what is this {n}          | 554 {proof}
            what is this              | 500 what?
            MAILBOX                   | 500 what?
            GET /{n}/                 | 554 {proof}
            """)
    void onTheMailPort_eachLineGetsItsReply(String line, String reply) {
        Conversation talk = conversation(25, false);
        talk.greet();
        assertThat(talk.takeOutput()).isEqualTo("220 relaycheck-canary ESMTP\r\n");
        talk.heard(filled(line) + "\r\n");
        assertThat(talk.takeOutput()).isEqualTo(reply.replace("{proof}", proof(25)) + "\r\n");
        assertThat(talk.isOver()).isEqualTo(line.equals("QUIT"));
    }

    @Test
    void mailWordsBeforeTheGreeting_getItFirst() {
        Conversation talk = conversation(25, false);
        talk.heard("NOOP\r\n");
        talk.greet();
        assertThat(talk.takeOutput()).isEqualTo("220 relaycheck-canary ESMTP\r\n250 ok\r\n");
    }

    @Test
    void httpOnTheMailPort_whereItSpeaksFirst_getsTheProofInHttp() {
        Conversation talk = conversation(25, false);
        talk.heard("GET /");
        talk.greet();
        assertThat(talk.takeOutput()).as("a request is on its way").isEmpty();
        talk.heard(filled("{n}/ HTTP/1.0\r\n\r\n"));
        talk.greet();
        assertThat(talk.takeOutput()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n" + proof(25) + "\n");
    }

    @Test
    void httpOnTheMailPort_afterTheGreeting_getsTheProofInALineAndEnds() {
        Conversation talk = conversation(25, false);
        talk.greet();
        talk.heard(filled("GET /{n}/ HTTP/1.1\r\nVia: 1.1 x\r\n\r\n"));
        assertThat(talk.takeOutput()).endsWith("ESMTP\r\n554 " + proof(25) + "\r\n");
        assertThat(talk.isOver()).isTrue();
        assertThat(Fixtures.first(arrivals, NONCE))
                .get()
                .extracting(Arrival::head)
                .asString()
                .contains("Via: 1.1 x");
    }

    @Test
    void aNonceInWhatIsNeitherHttpNorSmtp_isAnswered() {
        Conversation talk = conversation(8001, false);
        talk.heard(NONCE + "");
        assertThat(talk.takeOutput()).isEmpty();
        talk.ended();
        assertThat(talk.takeOutput()).isEqualTo("554 " + proof(8001) + "\r\n");
        assertThat(Fixtures.first(arrivals, NONCE))
                .get()
                .extracting(Arrival::protocol)
                .isEqualTo(Protocol.RAW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0005\u0001\u0000\n",
                "SSH-2.0-x\r\n",
                "\u0000\n",
                "GET\r\n",
                " HTTP/1.1\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void garbage_endsTheConversation(String garbage) {
        Conversation talk = conversation(80, false);
        talk.heard(garbage);
        assertThat(talk.isOver()).isTrue();
        talk.heard(filled("GET /{n}/ HTTP/1.1\r\n\r\n"));
        assertThat(talk.takeOutput()).doesNotContain(proof(80));
        assertThat(arrivals.count()).isZero();
    }

    @Test
    void aHeadWithoutEnd_isCutOffAtTheLimit() {
        Conversation talk = conversation(80, false, limits(100, 1_000, 10_000));
        talk.heard("GET / HTTP/1.1\r\nX: " + Strings.repeat("a", 900));
        assertThat(talk.isOver()).isFalse();
        talk.heard(Strings.repeat("a", 200));
        assertThat(talk.isOver()).isTrue();
        assertThat(talk.takeOutput()).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void manyBytesOnOneConnection_endIt() {
        Conversation talk = conversation(25, false, limits(10_000, 1_000, 5_000));
        for (int i = 0; i < 1_000 && !talk.isOver(); i++) {
            talk.heard("NOOP\r\n");
        }
        assertThat(talk.isOver()).isTrue();
    }

    @Test
    void manyLinesOnOneConnection_endIt() {
        Conversation talk = conversation(80, false, limits(3, 16_384, 1_000));
        talk.heard("NOOP\r\nNOOP\r\n");
        assertThat(talk.isOver()).isFalse();
        talk.heard("NOOP\r\nNOOP\r\n");
        assertThat(talk.takeOutput()).isEqualTo("250 ok\r\n".repeat(3));
        assertThat(talk.isOver()).isTrue();
    }

    @Test
    void aLongLineThatIsNoHttp_getsNoAnswerInHttp() {
        Conversation talk = conversation(80, false, limits(3, 100, 1_000));
        talk.heard("x".repeat(101));
        assertThat(talk.takeOutput()).isEmpty();
        assertThat(talk.isOver()).isTrue();
    }

    @Test
    void theHeadThatIsKept_isBounded() {
        conversation(80, false).heard(filled("GET /{n}/ HTTP/1.1\r\nX: " + Strings.repeat("a", 9_000) + "\r\n\r\n"));
        assertThat(Fixtures.first(arrivals, NONCE))
                .get()
                .extracting(Arrival::head)
                .asString()
                .hasSize(Reception.HEAD_KEPT);
    }

    @Test
    void whateverIsSaid_nothingIsThrownAndNoProofComesWithoutANonce() {
        String alphabet = "GET / HTTP/1.1\r\n\n: EHLO \u0000\u0016\u00ff0123456789abcdef";
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Conversation talk = conversation(random.nextBoolean() ? 25 : 80, random.nextBoolean());
            for (int i = 0; i < 60; i++) {
                int from = random.nextInt(alphabet.length());
                talk.heard(alphabet.substring(from, from + random.nextInt(alphabet.length() - from)));
            }
            talk.ended();
            assertThat(talk.takeOutput()).as("seed %d", seed).doesNotContain("Relaycheck-Proof");
        }
        assertThat(arrivals.count()).isZero();
    }

    private Conversation conversation(int port, boolean tls) {
        return conversation(port, tls, Limits.DEFAULT);
    }

    private Conversation conversation(int port, boolean tls, Limits limits) {
        Reception reception = new Reception(KEY, arrivals, clock);
        Conversation.Talks talks = new Conversation.Talks(
                reception, new HttpTalk(reception, new ArrivalsAnswer(reception)), new SmtpTalk(reception));
        return new Conversation(new Client(Fixtures.LOOPBACK, 4242, port, tls), talks, limits);
    }

    private static Limits limits(int requests, int head, int bytes) {
        Limits usual = Limits.DEFAULT;
        return new Limits(10, 10, requests, head, bytes, usual.patience(), usual.idle(), usual.life(), usual.linger());
    }

    private static String filled(String text) {
        return text.replace("{n}", NONCE.hex())
                .replace("{N}", NONCE.hex().toUpperCase(Locale.ROOT))
                .replace("{other}", OTHER_KEY.nonce(42).hex());
    }
}
