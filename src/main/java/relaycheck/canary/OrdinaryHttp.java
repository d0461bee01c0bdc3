package relaycheck.canary;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** Makes the clients with which relaycheck itself asks, where it is an ordinary client: the one place that sets them up. */
public final class OrdinaryHttp {
    private OrdinaryHttp() {}

    /**
     * A client that does what it is told and no more: it follows no redirect, repeats nothing, asks no proxy of the system,
     * keeps no cookie, and takes no part of an answer for more than the bytes that it is.
     *
     * @param userAgent who asks
     * @param patience  with the dial, and with each silence after it
     */
    public static HttpClientBuilder client(String userAgent, Duration patience) {
        Timeout timeout = Timeout.of(patience);
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
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
}
