package relaycheck.target;

import com.google.common.math.LongMath;

/**
 * A fixed order of 0 … n-1 in which neighbours stand far apart: every step goes on by about n divided by the golden ratio,
 * round and round, which is the step whose first k stops, for every k, leave no two close together.
 */
final class Stride {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final long size;
    private final long step;

    Stride(long size) {
        this.size = size;
        this.step = step(size);
    }

    /** A step without a common divisor with n visits everything once before it comes home. */
    private static long step(long size) {
        long step = Math.max(1, Math.round(size * GOLDEN));
        while (LongMath.gcd(step, size) > 1) {
            step++;
        }
        return step % Math.max(1, size);
    }

    /** What comes after this one. */
    long after(long index) {
        long room = size - step;
        return index < room ? index + step : index - room;
    }
}
