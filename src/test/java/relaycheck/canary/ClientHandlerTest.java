package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.LOOPBACK;
import static relaycheck.canary.Fixtures.NONCE;
import static relaycheck.canary.Fixtures.proof;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the mail port, where a handler alone can be tried without the rights that the port takes. */
class ClientHandlerTest {
    private static final int SMTP = 25;
    private static final Limits AT_ONCE = new Limits(
            10,
            10,
            100,
            16_384,
            1_000_000,
            Duration.ZERO,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    private final Clients clients = new Clients(AT_ONCE);
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final SocketChannel dialled;
    private final SocketChannel accepted;
    private final StringBuilder written = new StringBuilder();
    private String toRead = "";
    private int mask = SelectionKey.OP_READ;
    private IOSession session;
    private ClientHandler handler;

    ClientHandlerTest() throws IOException {
        server.bind(new InetSocketAddress(LOOPBACK, 0));
        dialled = SocketChannel.open(server.getLocalAddress());
        accepted = server.accept();
    }

    @BeforeEach
    void connect() {
        session = (IOSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {IOSession.class},
                (proxy, method, given) -> call(method.getName(), given));
        handler = new ClientHandler(session, shared());
        handler.connected(session);
    }

    @AfterEach
    void close() throws IOException {
        dialled.close();
        accepted.close();
        server.close();
    }

    /** A reactor that fails does not tell all of its connections that they have ended. */
    @Test
    void whoseReactorEnded_takesNobodysPlace() {
        for (int i = 1; i < AT_ONCE.perClient(); i++) {
            assertThat(clients.admit(new ClientHandler(session, shared()), LOOPBACK))
                    .isTrue();
        }
        assertThat(clients.admit(new ClientHandler(session, shared()), LOOPBACK))
                .isFalse();
        clients.dropAll();
        assertThat(clients.admit(new ClientHandler(session, shared()), LOOPBACK))
                .isTrue();
    }

    /** Who has one address of IPv6 has the whole of its /64. */
    @Test
    void placesOfIpv6_areThoseOfANetwork() {
        for (int i = 0; i < AT_ONCE.perClient() - 1; i++) {
            assertThat(admits("2001:db8:0:1::" + i)).isTrue();
        }
        assertThat(admits("2001:db8:0:1:ffff::")).isTrue();
        assertThat(admits("2001:db8:0:1::99")).isFalse();
    }

    private boolean admits(String source) {
        return clients.admit(new ClientHandler(session, shared()), InetAddresses.forString(source));
    }

    @Test
    void whoWaits_isGreeted() {
        writable();
        assertThat(written.toString()).startsWith("220 ");
        assertNotToldThatItCouldWrite();
    }

    @Test
    void whoWasAnsweredBeforeTheGreeting_keepsNoThreadBusy() {
        toRead = "GET /" + NONCE + "/ HTTP/1.0\r\nHost: x\r\n\r\n";
        handler.inputReady(session, null);
        assertThat(written.toString()).contains(proof(SMTP)).doesNotContain("220 ");
        writable();
        assertThat(written.toString()).doesNotContain("220 ");
        assertNotToldThatItCouldWrite();
    }

    private ClientHandler.Shared shared() {
        Arrivals arrivals = new Arrivals(Clock.systemUTC());
        Reception reception = new Reception(KEY, arrivals, Clock.systemUTC());
        return new ClientHandler.Shared(
                new Conversation.Talks(
                        reception, new HttpTalk(reception, new ArrivalsAnswer(reception)), new SmtpTalk(reception)),
                arrivals,
                AT_ONCE,
                clients,
                new SelfSigned(),
                ByteBuffer.allocate(16_384));
    }

    /** The time for a greeting has come. */
    private void writable() {
        mask |= SelectionKey.OP_WRITE;
        handler.outputReady(session);
    }

    private void assertNotToldThatItCouldWrite() {
        assertThat(mask & SelectionKey.OP_WRITE).isZero();
    }

    private Object call(String method, Object... given) {
        return switch (method) {
            case "getRemoteAddress" -> new InetSocketAddress(LOOPBACK, 40_000);
            case "getLocalAddress" -> new InetSocketAddress(LOOPBACK, SMTP);
            case "channel" -> accepted;
            case "getEventMask" -> mask;
            case "setEvent" -> {
                mask |= (int) given[0];
                yield null;
            }
            case "clearEvent" -> {
                mask &= ~(int) given[0];
                yield null;
            }
            case "read" -> {
                byte[] bytes = toRead.getBytes(ISO_8859_1);
                ((ByteBuffer) given[0]).put(bytes);
                yield bytes.length;
            }
            case "write" -> {
                ByteBuffer words = (ByteBuffer) given[0];
                int count = words.remaining();
                written.append(ISO_8859_1.decode(words));
                yield count;
            }
            default -> null;
        };
    }
}
