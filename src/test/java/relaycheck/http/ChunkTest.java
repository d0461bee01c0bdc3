package relaycheck.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkTest {
    @ParameterizedTest
    @CsvSource({"0, '', ''", "1, a, c", "2, ab, bc", "3, abc, abc", "4, abc, abc"})
    void aPart_isNoLongerThanItMayBe(int limit, String first, String last) {
        Chunk chunk = Chunk.of("abc");
        assertThat(chunk.first(limit).latin1()).isEqualTo(first);
        assertThat(chunk.last(limit).latin1()).isEqualTo(last);
    }

    @Test
    void everyByte_comesBackAsItWas() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Chunk chunk = Chunk.copyOf(bytes, 0, 128).plus(Chunk.copyOf(bytes, 128, 128));
        assertThat(chunk.toBytes()).isEqualTo(bytes);
        assertThat(chunk.at(255)).isEqualTo(255);
        assertThat(chunk).isEqualTo(Chunk.copyOf(bytes));
    }
}
