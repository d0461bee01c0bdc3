package relaycheck.scan;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Unpredictable bits, fetched many at a time: a call to the source for each nonce costs as much as the nonce. Any thread. */
public final class RandomBits implements LongSupplier {
    private static final int FETCHED = 512 * Long.BYTES;

    private final SecureRandom source;
    private final ByteBuffer bits = ByteBuffer.allocate(FETCHED).limit(0);

    /** Bits of this source. */
    public RandomBits(SecureRandom source) {
        this.source = source;
    }

    @Override
    public synchronized long getAsLong() {
        if (!bits.hasRemaining()) {
            source.nextBytes(bits.array());
            bits.clear();
        }
        return bits.getLong();
    }
}
