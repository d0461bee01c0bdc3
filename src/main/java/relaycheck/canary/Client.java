package relaycheck.canary;

import java.net.InetAddress;

/**
 * Who is connected to the canary.
 *
 * @param source     its address
 * @param sourcePort its port
 * @param port       the canary's port on which it arrived
 * @param tls        whether it speaks TLS
 */
record Client(InetAddress source, int sourcePort, int port, boolean tls) {
    /** Where the server speaks first. */
    static final int SMTP_PORT = 25;

    boolean expectsGreeting() {
        return port == SMTP_PORT;
    }

    Client overTls() {
        return new Client(source, sourcePort, port, true);
    }
}
