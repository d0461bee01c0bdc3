package relaycheck.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DemoNetworkTest {
    private static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");

    private DemoHost destination;
    private DemoHost elsewhere;
    private DemoNetwork network;

    @BeforeEach
    void start() {
        destination = DemoHost.start("destination", "", LOOPBACK, DemoNetworkTest::reach);
        elsewhere = DemoHost.start("elsewhere", "", LOOPBACK, DemoNetworkTest::reach);
        network = DemoNetwork.start(destination.address()::equals, false);
    }

    @AfterEach
    void stop() {
        network.close();
        destination.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            open relay for GET and CONNECT            | OPEN         | 200 OK          | true  | 200 Connection Established | true
            relay for CONNECT to                      | OPEN         | 405 Method      | false | 200 Connection Established | true
            web server: its own page, 405 to CONNECT  | NOT_A_RELAY  | 200 OK          | false | 405 Method                 | false
            proxy that wants a login                  | LOGIN_NEEDED | 407 Proxy       | false | 407 Proxy                  | false
            200 to everything                         | NOT_A_RELAY  | 200 OK          | false | 200 OK                     | false
            one-way relay                             | OPEN         | 200 OK          | false | 405 Method                 | false
            200 Connection Established, then silence  | SUSPECT      | 200 OK          | false | 200 Connection Established | false
            gateway with a dead backend               | NOT_A_RELAY  | 502 Bad Gateway | false | 502 Bad Gateway            | false
            """)
    void eachHost_doesAsItsNameSays(
            String name, String verdict, String toGet, boolean gets, String toConnect, boolean tunnels)
            throws IOException {
        DemoHost host = network.hosts().stream()
                .filter(each -> each.name().startsWith(name))
                .findFirst()
                .orElseThrow();
        assertThat(host.expected()).isEqualTo(verdict);
        String get = ask(host, "GET http://" + place(destination) + "/a HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(get).startsWith("HTTP/1.1 " + toGet);
        assertThat(get.contains("reached")).isEqualTo(gets);
        String connect = ask(host, "CONNECT " + place(destination) + " HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
        assertThat(connect).startsWith("HTTP/1.1 " + toConnect);
        assertThat(connect.contains("reached")).isEqualTo(tunnels);
    }

    @Test
    void aRelayForMail_goesToNoOtherPort() throws IOException {
        try (DemoNetwork mail = DemoNetwork.start(destination.address()::equals, true)) {
            DemoHost relay = mail.hosts().get(1);
            assertThat(relay.name()).isEqualTo("relay for CONNECT to 25 only");
            String place = relay.address().getAddress().getHostAddress() + ":"
                    + relay.address().getPort();
            assertThat(relay).hasToString("relay for CONNECT to 25 only on " + place);
            assertThat(ask(relay, "CONNECT " + place(destination) + " HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("reached");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "5"})
    void aRelay_goesNowhereElse(int index) throws IOException {
        DemoHost relay = network.hosts().get(index);
        assertThat(ask(relay, "GET http://" + place(elsewhere) + "/ HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 502 ");
        assertThat(ask(relay, "CONNECT " + place(elsewhere) + " HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"))
                .doesNotContain("reached");
        assertThat(ask(relay, "GET http://www.example.com/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
    }

    @Test
    void aRequestThatIsRelayed_namesTheRelayAndIsInOriginForm() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                DemoHost relay = DemoNetwork.relay(LOOPBACK, to -> true);
                Socket client = new Socket(LOOPBACK, relay.address().getPort())) {
            client.getOutputStream()
                    .write(("GET http://127.0.0.1:" + server.getLocalPort()
                                    + "/a?b HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
                            .getBytes(ISO_8859_1));
            try (Socket arrived = server.accept()) {
                DemoRequest request = DemoRequest.read(arrived.getInputStream()).orElseThrow();
                assertThat(request.target()).isEqualTo("/a?b");
                assertThat(request.fields().lines())
                        .containsExactly("Host: h", "Via: 1.1 relaycheck-demo", "Connection: close", "");
            }
        }
    }

    @Test
    void aOneWayRelay_reachesTheDestinationAndKeepsTheAnswer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                DemoNetwork oneWay = DemoNetwork.start(to -> to.getPort() == server.getLocalPort(), false);
                Socket client = new Socket(
                        oneWay.hosts().get(5).address().getAddress(),
                        oneWay.hosts().get(5).address().getPort())) {
            client.getOutputStream()
                    .write(("GET http://127.0.0.1:" + server.getLocalPort() + "/x HTTP/1.1\r\n\r\n")
                            .getBytes(ISO_8859_1));
            try (Socket arrived = server.accept()) {
                assertThat(DemoRequest.read(arrived.getInputStream()))
                        .get()
                        .extracting(DemoRequest::target)
                        .isEqualTo("/x");
                arrived.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nsecret".getBytes(ISO_8859_1));
            }
            assertThat(new String(client.getInputStream().readNBytes(200), ISO_8859_1))
                    .startsWith("HTTP/1.1 200 OK")
                    .doesNotContain("secret");
        }
    }

    private static void reach(Socket client) throws IOException {
        DemoRequest.read(client.getInputStream());
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nreached".getBytes(ISO_8859_1));
    }

    private static String place(DemoHost host) {
        return host.address().getAddress().getHostAddress() + ":"
                + host.address().getPort();
    }

    /** All that comes back to someone who says this and then no more. */
    private static String ask(DemoHost host, String text) throws IOException {
        try (Socket socket =
                new Socket(host.address().getAddress(), host.address().getPort())) {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
