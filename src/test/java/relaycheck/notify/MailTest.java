package relaycheck.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.history.Change;
import relaycheck.history.State;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

class MailTest {
    private static final Delivery QUICK = new Delivery(3, Duration.ofMillis(1), Duration.ofSeconds(60));
    private static final String TO = "security@example.com";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MimeMessage told(Notice notice) throws InterruptedException {
        assertThat(tell(server.getSmtp().getPort(), notice)).isEmpty();
        return server.getReceivedMessages()[0];
    }

    private static Optional<String> tell(int port, Notice notice) throws InterruptedException {
        return QUICK.failure(mail(port, Duration.ofSeconds(20)), notice);
    }

    private static Mail mail(int port, Duration patience) {
        return Mail.of(HostAndPort.fromParts("127.0.0.1", port), TO, patience);
    }

    @Test
    void mail_isPlainTextThatNoMachineAnswers() throws Exception {
        MimeMessage mail = told(Notices.newAndFixed());
        assertThat(mail.getSubject()).isEqualTo("relaycheck: 1 new, 0 changed, 1 fixed");
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress(TO));
        assertThat(mail.getFrom()[0].toString()).startsWith("relaycheck <relaycheck@");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getMessageID()).isNotEmpty();
    }

    @Test
    void body_saysWhatIsNewAndWhatIsFixed() throws Exception {
        assertThat(text(told(Notices.newAndFixed())))
                .contains("Since the scan run-1:", "new (1)", "  10.0.0.1:80  OPEN (critical)  =HYPERLINK")
                .contains("      relays for strangers")
                .contains("fixed (1)", "  10.0.0.2:80  NOT_A_RELAY (none), was OPEN (critical)")
                .contains("7 endpoints: 2 OPEN, ", "relaycheck report --run 20261124T100000Z-8c41")
                .doesNotContain("changed (");
    }

    @Test
    void textInAnyLanguage_arrivesAsItIs() throws Exception {
        String label = "ウェブ担当 " + "é".repeat(2000);
        assertThat(text(told(labelled(label)))).contains(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: victim@example.com",
                "x\nSubject: y",
                "x\r\n.\r\nMAIL FROM:<a@b>\r\n",
                "x\r\n\r\n--boundary",
                "\u2028Bcc: victim@example.com",
                "\u0000\u001b[2J"
            })
    void label_canAddNoHeaderLineOrCommand(String label) throws Exception {
        MimeMessage mail = told(labelled(label));
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getRecipients(Message.RecipientType.BCC)).isNull();
        assertThat(mail.getHeader("Subject")).containsExactly("relaycheck: 1 new, 0 changed, 0 fixed");
        assertThat(text(mail).lines().filter(line -> line.startsWith("Bcc") || line.startsWith("Subject")))
                .isEmpty();
        assertThat(text(mail)).doesNotContain("\u001b", "\u0000", "\u2028");
    }

    @Test
    void longList_isCutAndSaysSo() throws Exception {
        Notice.News one = Notices.newAndFixed().news().get(0);
        Notice some = Notices.newAndFixed();
        Notice.News[] hundred = new Notice.News[Notice.LISTED];
        Arrays.fill(hundred, one);
        Notice notice = new Notice(
                some.run(),
                some.summary(),
                some.since(),
                ImmutableMap.of(Change.Kind.NEW, 20_000L),
                ImmutableList.copyOf(hundred));
        assertThat(text(told(notice))).contains("new (20000)", "  and 19900 more");
    }

    @ParameterizedTest
    @CsvSource({
        "554 5.7.1 not you, the server refused: 554 5.7.1 not you",
        "550 no, the server refused: 550 no",
        "421 4.3.2 later, 'failed 3 times, at last: the server said: 421 4.3.2 later'"
    })
    void serverThatRefuses_isNamed_andAskedAgainOnlyWhereThatMayHelp(String greeting, String failure) throws Exception {
        try (RawPeer peer = RawPeer.of(new PeerStep.Say(greeting + "\r\n"))) {
            assertThat(tell(peer.port(), Notices.newAndFixed())).contains(failure);
            assertThat(peer.served()).isEqualTo(greeting.startsWith("4") ? 3 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "530 5.7.0 Authentication required, wants a login",
        "550 5.1.1 nobody here, refused: 550 5.1.1 nobody here"
    })
    void senderOrRecipientThatIsRefused_isNotTriedAgain(String answer, String failure) throws Exception {
        try (RawPeer peer = RawPeer.of(
                new PeerStep.Say("220 hello\r\n"),
                new PeerStep.Await(),
                new PeerStep.Say("250 hello\r\n"),
                new PeerStep.Await(),
                new PeerStep.Say(answer + "\r\n"),
                new PeerStep.Await(),
                new PeerStep.Say("250 reset\r\n"),
                new PeerStep.Await())) {
            assertThat(tell(peer.port(), Notices.newAndFixed()).orElseThrow()).contains(failure);
            assertThat(peer.served()).isEqualTo(1);
        }
    }

    @Test
    void startTls_isUsedWhereItIsOffered() throws Exception {
        try (RawPeer peer = RawPeer.of(
                new PeerStep.Say("220 hello\r\n"),
                new PeerStep.Await(),
                new PeerStep.Say("250-hello\r\n250 STARTTLS\r\n"),
                new PeerStep.Await(),
                new PeerStep.Say("220 go on\r\n"),
                new PeerStep.StartTls(),
                new PeerStep.Await(),
                new PeerStep.Say("250 hello\r\n"),
                new PeerStep.Await(),
                new PeerStep.Say("554 seen in TLS\r\n"),
                new PeerStep.Await())) {
            assertThat(tell(peer.port(), Notices.newAndFixed())).contains("the server refused: 554 seen in TLS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "220 hello\r\n"})
    void serverThatHangs_isGivenUp(String greeting) throws Exception {
        try (RawPeer peer = RawPeer.of(new PeerStep.Say(greeting), new PeerStep.Stall())) {
            Delivery once = new Delivery(1, Duration.ofMillis(1), Duration.ofSeconds(60));
            assertThat(once.failure(mail(peer.port(), Duration.ofMillis(200)), Notices.newAndFixed())
                            .orElseThrow())
                    .startsWith("failed 1 times");
        }
    }

    @Test
    void serverThatTrickles_isGivenUpAsAWhole() throws Exception {
        try (RawPeer peer = RawPeer.of(new PeerStep.Repeat("220-hello\r\n", Integer.MAX_VALUE))) {
            Delivery hurried = new Delivery(3, Duration.ofMillis(1), Duration.ofMillis(500));
            assertThat(hurried.failure(mail(peer.port(), Duration.ofSeconds(20)), Notices.newAndFixed()))
                    .contains("gave up after 0 s");
        }
    }

    @Test
    void nobodyThere_isAFailureInOneLine() throws Exception {
        int port = server.getSmtp().getPort();
        server.stop();
        assertThat(tell(port, Notices.newAndFixed()).orElseThrow())
                .startsWith("failed 3 times, at last: ")
                .contains("refused")
                .doesNotContain("\n");
    }

    private static Notice labelled(String label) {
        Notice some = Notices.newAndFixed();
        return new Notice(
                some.run(),
                some.summary(),
                Optional.empty(),
                ImmutableMap.of(Change.Kind.NEW, 1L),
                ImmutableList.of(new Notice.News(
                        new Change(
                                Endpoint.of("10.0.0.1", 80),
                                Optional.empty(),
                                Optional.of(new State(Verdict.OPEN, Severity.CRITICAL))),
                        Optional.of(label),
                        Optional.of(label))));
    }

    private static String text(MimeMessage mail) throws Exception {
        return new String(mail.getInputStream().readAllBytes(), UTF_8);
    }
}
