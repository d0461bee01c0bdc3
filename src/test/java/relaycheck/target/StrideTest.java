package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrideTest {
    @Test
    void everyLength_isWalkedOnceAndComesHome() {
        for (int size = 1; size <= 1500; size++) {
            assertThat(walk(size)).as("length %s", size).isEqualTo(size);
        }
    }

    private static int walk(int size) {
        Stride stride = new Stride(size);
        BitSet seen = new BitSet(size);
        long index = 0;
        for (int i = 0; i < size; i++) {
            seen.set((int) index);
            index = stride.after(index);
        }
        assertThat(index).isZero();
        return seen.cardinality();
    }

    @ParameterizedTest
    @ValueSource(longs = {256, 1000, 65_536, 1 << 24, 1L << 40, (1L << 62) + 1})
    void tenInARow_areNowhereNearEachOther(long size) {
        Stride stride = new Stride(size);
        long[] places = new long[10];
        for (int i = 1; i < places.length; i++) {
            places[i] = stride.after(places[i - 1]);
        }
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < i; j++) {
                long apart = Math.abs(places[i] - places[j]);
                assertThat(Math.min(apart, size - apart)).as("%s and %s", i, j).isGreaterThan(size / 40);
            }
        }
    }
}
