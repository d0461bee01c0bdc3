package relaycheck.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import relaycheck.canary.OrdinaryHttp;

/**
 * A POST of JSON, signed so that the receiver knows who tells it.
 *
 * @param url      where to
 * @param key      what the receiver shares with us; unsigned without
 * @param patience with the dial, and with each silence after it
 */
record Webhook(URI url, Optional<String> key, Duration patience) implements Channel {
    /** Carries {@code sha256=} and the HMAC-SHA256 of the body, byte by byte, in hexadecimal digits. */
    static final String SIGNATURE = "Relaycheck-Signature";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    @Override
    public void send(Notice notice) throws IOException {
        byte[] body = NoticeJson.of(notice);
        HttpPost post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        key.ifPresent(secret -> post.setHeader(SIGNATURE, signature(secret, body)));
        String agent = "relaycheck/" + notice.run().version();
        int status;
        try (CloseableHttpClient client = OrdinaryHttp.client(agent, patience).build()) {
            status = client.executeOpen(null, post, null).getCode();
            // closing the answer would read the rest of it, which may have no end
            post.abort();
        }
        check(status);
    }

    static String signature(String key, byte[] body) {
        return "sha256=" + Hashing.hmacSha256(key.getBytes(UTF_8)).hashBytes(body);
    }

    private static void check(int status) throws IOException {
        if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            throw new IOException("it answered with status " + status);
        }
        if (status < 200 || status >= 300) {
            throw new RefusedException("it answered with status " + status);
        }
    }
}
