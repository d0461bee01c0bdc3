package relaycheck.scan;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Unpredictable bits, fetched many at a time by each thread: a call to the source for each nonce costs as much as the nonce. */
public final class RandomBits implements LongSupplier {
    private static final int FETCHED = 512 * Long.BYTES;

    private final SecureRandom source;
    private final ThreadLocal<ByteBuffer> fetched =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(FETCHED).limit(0));

    /** Bits of this source. */
    public RandomBits(SecureRandom source) {
        this.source = source;
    }

    @Override
    public long getAsLong() {
        ByteBuffer bits = fetched.get();
        if (!bits.hasRemaining()) {
            source.nextBytes(bits.array());
            bits.clear();
        }
        return bits.getLong();
    }
}
