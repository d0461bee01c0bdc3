package relaycheck.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void everyCapture_isReadWhole() {
        assertThat(Transcript.all()).hasSize(109).allSatisfy(transcript -> {
            assertThat(transcript.remarks()).containsKeys("case", "truth");
            assertThat(transcript.exchanges()).isNotEmpty();
        });
        assertThat(Transcript.all().stream()
                        .mapToInt(one -> one.exchanges().size())
                        .sum())
                .isEqualTo(2053);
    }

    @Test
    void tunnelOverSmtp_isReadBehindTheAnswer() {
        Exchange exchange = Transcript.of("squid-5.7/squid-open-all").exchange("connect-25");
        assertThat(exchange.port()).isEqualTo(8080);
        assertThat(exchange.nonce()).isEqualTo("66fe39a42117338f5758eb5b1ba80c67");
        assertThat(exchange.request().latin1())
                .startsWith("CONNECT 10.77.3.1:25 HTTP/1.1\r\n")
                .endsWith("\r\n\r\n");
        assertThat(exchange.answer().latin1())
                .isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n220 canary.lab ESMTP relaycheck-lab\r\n");
        assertThat(exchange.ended("complete")).isTrue();
        Exchange.Tunnel tunnel = exchange.tunnel().orElseThrow();
        assertThat(tunnel.isTls()).isFalse();
        assertThat(tunnel.sent().latin1()).isEqualTo("EHLO 66fe39a42117338f5758eb5b1ba80c67\r\n");
        assertThat(tunnel.greeted().isEmpty()).isTrue();
        assertThat(tunnel.received().latin1())
                .startsWith("250-canary.lab\r\n250 X-CANARY ")
                .endsWith("\r\n");
        assertThat(tunnel.events()).containsExactly("tunnel left open");
        assertThat(exchange.truth().arrivedOn()).hasValue(25);
        assertThat(exchange.truth().proof()).isTrue();
    }

    @Test
    void refusal_hasNoTunnel() {
        Exchange exchange = Transcript.of("squid-5.7/squid-default").exchange("connect-25");
        assertThat(exchange.tunnel()).isEmpty();
        assertThat(exchange.truth().relayed()).hasValue(false);
        assertThat(exchange.ended("complete")).isTrue();
        assertThat(exchange.ended("silent")).isFalse();
    }

    @Test
    void escapedBytes_areBytes() {
        assertThat(Transcript.of("microsocks-1.0.3/microsocks-open")
                        .exchange("control")
                        .answer()
                        .latin1())
                .isEqualTo("\u0005\u00ff");
        assertThat(Transcript.of("h2o-2.2.5/h2o-file")
                        .exchange("get-80")
                        .answer()
                        .latin1())
                .endsWith("\r\n\r\nnot found");
    }

    @Test
    void brokenLine_isNamed() {
        assertThatThrownBy(() -> new TranscriptReader("x/y").read(List.of("# case: y", "", "? what")))
                .hasMessage("x/y:3: not a line of a transcript: ? what");
        assertThatThrownBy(() -> new TranscriptReader("x/y").read(List.of("== get-80 on 80", "< \\q")))
                .hasMessageStartingWith("x/y:2: ");
    }
}
