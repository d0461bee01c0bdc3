package relaycheck.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One reactor, which is one thread. */
final class IoThread {
    /** How exactly deadlines hold; the reactor looks at its sessions so often. */
    private static final TimeValue PRECISION = TimeValue.ofMilliseconds(50);
    /** HttpCore wants a name for a session; one that is the endpoint's would be looked up by some of its constructors. */
    private static final NamedEndpoint NAMELESS = new HttpHost("http", "endpoint", 80);

    private static final int READ_BUFFER = 64 * 1024;

    private final DefaultConnectingIOReactor reactor;
    private volatile boolean ended;

    /** Starts the thread, on which this transport's dialogues are driven. */
    IoThread(Transport transport) {
        ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER); // its sessions take turns
        IOReactorConfig config = IOReactorConfig.custom()
                .setIoThreadCount(1)
                .setSelectInterval(PRECISION)
                .setTcpNoDelay(true)
                .setSoKeepAlive(false)
                // without keep-alive these three would only cost a system call each
                .setTcpKeepIdle(0)
                .setTcpKeepInterval(0)
                .setTcpKeepCount(0)
                .build();
        this.reactor = new DefaultConnectingIOReactor(
                (session, attachment) ->
                        new SessionEvents(new DialogueDriver(transport, session, (Dial) attachment), readBuffer),
                config,
                task -> {
                    Thread thread = new Thread(() -> run(task), "relaycheck-io");
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler((dead, problem) -> transport.fault(problem));
                    return thread;
                },
                null,
                transport::fault,
                null,
                null,
                null,
                null);
        reactor.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            ended = true;
        }
    }

    /** Whether it has ended: what is dialled on it comes to nothing. */
    boolean hasEnded() {
        return ended;
    }

    void dial(
            InetSocketAddress endpoint,
            @Nullable SocketAddress source,
            Timeout timeout,
            Dial dial,
            FutureCallback<IOSession> result) {
        reactor.connect(NAMELESS, endpoint, source, timeout, dial, result);
    }

    void close() {
        reactor.close(CloseMode.IMMEDIATE);
    }
}
