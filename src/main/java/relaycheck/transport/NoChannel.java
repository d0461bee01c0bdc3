package relaycheck.transport;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Never has more: what HttpCore's decoders are given, since all there is waits in a {@link ByteQueue} already. */
final class NoChannel implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer target) {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
