package relaycheck.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.transport.Driven.KEY;
import static relaycheck.transport.Driven.LONG;
import static relaycheck.transport.Driven.NONCE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import relaycheck.probe.Answer;
import relaycheck.probe.Ending;
import relaycheck.probe.Probes;

/** What is said to a well-behaved server of HTTP/2, HttpCore's own, and what it answers. */
@Timeout(120)
class Http2ServerTest {
    private final List<HttpRequest> requests = new ArrayList<>();
    private final Driven driven = new Driven();
    private final HttpAsyncServer server = H2ServerBootstrap.bootstrap()
            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
            .register("127.0.0.1", "*", new Relay())
            .create();

    @AfterEach
    void close() {
        driven.close();
        server.close(CloseMode.IMMEDIATE);
    }

    @Test
    void aGet_namesTheCanaryAsItsAuthority_andFindsTheProof() throws Exception {
        Answer answer = driven.dial(started(), Driven.run(Probes.H2_GET, 8471, LONG))
                .reply()
                .answer();
        assertThat(answer.proof()).contains(KEY.proof(NONCE, 8471));
        assertThat(answer.head().orElseThrow().statusLine()).isEqualTo("HTTP/2 200");
        HttpRequest request = requests.get(0);
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getScheme()).isEqualTo("http");
        assertThat(request.getAuthority()).hasToString("127.0.0.1:8471");
        assertThat(request.getPath()).isEqualTo("/" + NONCE + "/");
        assertThat(request.headerIterator())
                .toIterable()
                .extracting(Header::toString)
                .containsExactly("accept: */*", "user-agent: test");
    }

    @Test
    void aConnectionInHttp2_isNotUsedAgain() throws Exception {
        Reply reply =
                driven.dial(started(), Driven.run(Probes.H2_GET, 80, LONG)).reply();
        assertThat(reply.answer().proof()).isEmpty();
        assertThat(reply.answer().ending()).isEqualTo(Ending.COMPLETE);
        assertThat(reply.connection()).isEmpty();
    }

    @Test
    void aQuestionInHttp11_isAnsweredByFramesAlone() throws Exception {
        Answer answer = driven.dial(started(), Driven.run(Probes.GET, 8471, LONG))
                .reply()
                .answer();
        assertThat(answer.head()).isEmpty();
        assertThat(answer.proof()).isEmpty();
    }

    private int started() throws Exception {
        server.start();
        ListenerEndpoint endpoint = server.listen(new InetSocketAddress(Driven.LOOPBACK, 0), URIScheme.HTTP)
                .get();
        return ((InetSocketAddress) endpoint.getAddress()).getPort();
    }

    /** Relays to one port of a canary. */
    private final class Relay implements AsyncServerRequestHandler<Message<HttpRequest, String>> {
        @Override
        public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new StringAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context)
                throws IOException, HttpException {
            requests.add(message.getHead());
            boolean canary = message.getHead().getAuthority().getPort() == 8471;
            trigger.submitResponse(
                    AsyncResponseBuilder.create(canary ? 200 : 403)
                            .setEntity(canary ? KEY.proof(NONCE, 8471).hmac() : "no")
                            .setHeaders(canary ? new Header[0] : new Header[] {new BasicHeader("content-length", 2)})
                            .build(),
                    context);
        }
    }
}
