package relaycheck.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import relaycheck.http.HostPort;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;

/** The direct questions to a canary's HTTP ports. */
final class CanaryOverHttp implements AutoCloseable {
    /** Bytes of an answer: that of {@link ArrivalsQuestion#MOST} nonces, each with all its arrivals in escaped letters. */
    private static final int ANSWER_BYTES = 16 * 1024 * 1024;

    private final ProofKey key;
    private final Clock clock;
    private final CloseableHttpClient client;

    private record Exchange(String sent, int status, String fields, String body) {}

    CanaryOverHttp(ProofKey key, Clock clock, HttpClientBuilder client) {
        this.key = key;
        this.clock = clock;
        this.client = client.build();
    }

    /** The same check with what differs between a request that is sent and the one that arrives. */
    CanaryCheck compared(CanaryCheck check, Nonce nonce) {
        ImmutableList<String> differences;
        try {
            String sent = get(check.address(), check.port(), nonce.path()).sent();
            ImmutableList<Arrival> seen = arrivals(check.address(), check.port(), ImmutableList.of(nonce));
            differences = seen.isEmpty()
                    ? ImmutableList.of("the canary answers, but saw nothing arrive")
                    : HeadDifferences.between(sent, seen.get(0).head());
        } catch (IOException e) {
            differences = ImmutableList.of("how requests arrive cannot be told: " + e.getMessage());
        }
        String why = differences.isEmpty() ? check.why() : check.why() + ", but something on the way changes requests";
        return new CanaryCheck(check.address(), check.port(), check.proof(), differences, why);
    }

    ImmutableList<Arrival> arrivals(InetAddress address, int port, Collection<Nonce> nonces) throws IOException {
        ImmutableList.Builder<Arrival> arrivals = ImmutableList.builder();
        for (List<Nonce> some : Iterables.partition(nonces, ArrivalsQuestion.MOST)) {
            ArrivalsQuestion question =
                    ArrivalsQuestion.of(some, clock.instant().getEpochSecond());
            arrivals.addAll(read(question, get(address, port, question.target(key))));
        }
        return arrivals.build();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImmutableList<Arrival> read(ArrivalsQuestion question, Exchange answer) throws IOException {
        String signature = ArrivalsQuestion.ANSWER_SIGNATURE + ": " + question.answerSignature(key, answer.body());
        if (answer.fields().lines().noneMatch(signature::equalsIgnoreCase)) {
            throw new IOException(
                    "the answer about arrivals is not signed with our key (status " + answer.status() + ")");
        }
        try {
            return answer.body().lines().map(ArrivalJson::read).collect(ImmutableList.toImmutableList());
        } catch (IllegalArgumentException e) {
            throw new IOException("the canary's answer about arrivals cannot be read: " + e.getMessage(), e);
        }
    }

    private Exchange get(InetAddress address, int port, String target) throws IOException {
        // with the address's own text as its name: the constructor would ask DNS for one
        HttpHost host = new HttpHost("http", address, HostPort.host(address), port);
        HttpGet request = new HttpGet(target);
        HttpClientContext context = HttpClientContext.create();
        return client.execute(host, request, context, response -> exchange(context.getRequest(), response));
    }

    private static Exchange exchange(HttpRequest sent, ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        StringBuilder fields = new StringBuilder();
        for (Header header : response.getHeaders()) {
            fields.append(header.getName())
                    .append(": ")
                    .append(header.getValue())
                    .append('\n');
        }
        return new Exchange(head(sent), response.getCode(), fields.toString(), entity == null ? "" : body(entity));
    }

    private static String body(HttpEntity entity) throws IOException {
        try (InputStream in = entity.getContent()) {
            return new String(in.readNBytes(ANSWER_BYTES), ISO_8859_1);
        }
    }

    private static String head(HttpRequest request) {
        StringBuilder head = new StringBuilder(request.getMethod())
                .append(' ')
                .append(request.getRequestUri())
                .append(" HTTP/1.1\r\n");
        for (Header header : request.getHeaders()) {
            head.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }
}
