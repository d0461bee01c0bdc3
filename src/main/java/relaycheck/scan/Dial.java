package relaycheck.scan;

import java.net.InetAddress;
import relaycheck.target.Admitted;
import relaycheck.transport.RunListener;

/**
 * One dial that was asked for.
 *
 * @param first whether nothing is known of the endpoint yet
 */
record Dial(Admitted endpoint, RunListener listener, boolean first) {
    InetAddress host() {
        return endpoint.endpoint().address();
    }
}
