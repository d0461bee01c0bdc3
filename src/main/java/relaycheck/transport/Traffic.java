package relaycheck.transport;

import java.util.concurrent.atomic.LongAdder;

/** What was sent and heard in all: the figures of the politeness receipt. Any thread. */
public final class Traffic {
    private final LongAdder dials = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    void dialled() {
        dials.increment();
    }

    /** A dial that never left this machine, and is to be made again. */
    void notDialled() {
        dials.decrement();
    }

    void connected() {
        connections.increment();
    }

    void requested() {
        requests.increment();
    }

    void sent(int bytes) {
        bytesSent.add(bytes);
    }

    void received(int bytes) {
        bytesReceived.add(bytes);
    }

    /** Connections that were tried. */
    public long dials() {
        return dials.sum();
    }

    /** Connections that were accepted. */
    public long connections() {
        return connections.sum();
    }

    /** Requests that were sent. */
    public long requests() {
        return requests.sum();
    }

    /** Bytes that were sent, TLS not counted. */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** Bytes that were heard, TLS not counted. */
    public long bytesReceived() {
        return bytesReceived.sum();
    }
}
