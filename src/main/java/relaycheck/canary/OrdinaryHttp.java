package relaycheck.canary;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes the clients with which relaycheck itself asks, where it is an ordinary client: the one place that sets them up. */
public final class OrdinaryHttp {
    private OrdinaryHttp() {}

    /**
     * A client that does what it is told and no more: it follows no redirect, repeats nothing, asks no proxy of the system,
     * keeps no cookie, unpacks nothing.
     *
     * @param userAgent who asks
     * @param patience  with the dial, and with each silence after it
     */
    public static HttpClientBuilder client(String userAgent, Duration patience) {
        Timeout timeout = Timeout.of(patience);
        return HttpClientBuilder.create()
                .setConnectionManager(connections(timeout))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout)
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
    }

    private static PoolingHttpClientConnectionManager connections(Timeout timeout) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        DefaultSchemePortResolver.INSTANCE, null, OrdinaryHttp::tlsWhereNeeded),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                null);
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout)
                .setSocketTimeout(timeout)
                .build());
        return connections;
    }

    /** The builder's default would read all of the JDK's authorities, 100 ms, for a question in plain text too. */
    private static @Nullable TlsSocketStrategy tlsWhereNeeded(String scheme) {
        return scheme.equals("https") ? DefaultClientTlsStrategy.createDefault() : null;
    }
}
