package relaycheck.scan;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Unpredictable bits, which each thread fetches many at a time: a call to the source costs as much as a nonce. Any thread. */
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
