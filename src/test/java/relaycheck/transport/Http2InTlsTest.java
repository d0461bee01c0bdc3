package relaycheck.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.KEY;
import static relaycheck.transport.Driven.LONG;
import static relaycheck.transport.Driven.NONCE;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;

/** HTTP/2 inside TLS, with a well-behaved server that speaks both versions and goes by what ALPN offers. */
@Timeout(120)
class Http2InTlsTest {
    private final Driven driven = new Driven();
    private final WireMockServer server = new WireMockServer(
            wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok(KEY.proof(NONCE, 8471).hmac())));
    }

    @AfterEach
    void close() {
        driven.close();
        server.stop();
    }

    @Test
    void aGet_findsTheProofInItsStream() throws Exception {
        Answer answer = answer(Probes.TLS_H2_GET);
        assertThat(answer.proof()).contains(KEY.proof(NONCE, 8471));
        assertThat(answer.head().orElseThrow().statusLine()).isEqualTo("HTTP/2 200");
        assertThat(server.getAllServeEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getRequest().getProtocol()).isEqualTo("HTTP/2.0"));
    }

    @Test
    void withoutAnOffer_itIsHttp11() throws Exception {
        Answer answer = answer(Probes.TLS_GET);
        assertThat(answer.proof()).isPresent();
        assertThat(answer.head().orElseThrow().version()).isEqualTo("HTTP/1.1");
    }

    @Test
    void aPortWithoutTls_isNotAskedInIt() throws Exception {
        Answer answer = driven.dial(server.port(), Driven.run(Probes.TLS_H2_GET, 8471, LONG))
                .reply()
                .answer();
        assertThat(answer.ending()).isEqualTo(Ending.NO_TLS);
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    private Answer answer(Probe probe) throws Exception {
        return driven.dial(server.httpsPort(), Driven.run(probe, 8471, LONG))
                .reply()
                .answer();
    }
}
