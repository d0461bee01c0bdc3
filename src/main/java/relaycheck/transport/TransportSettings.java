package relaycheck.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How to dial and to ask.
 *
 * @param dialTimeout how long a dial may take
 * @param source      the address to dial from; empty: the system chooses
 * @param userAgent   who asks, in each request
 * @param threads     how many threads share the hosts
 */
public record TransportSettings(Duration dialTimeout, Optional<InetAddress> source, String userAgent, int threads) {}
