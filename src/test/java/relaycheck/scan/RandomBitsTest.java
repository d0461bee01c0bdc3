package relaycheck.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomBitsTest {
    private static final int EACH = 5_000;

    @Test
    void threads_neverGetTheSameBits() throws Exception {
        RandomBits bits = new RandomBits(new SecureRandom());
        Set<Long> drawn = ConcurrentHashMap.newKeySet();
        Thread[] threads = IntStream.range(0, 3)
                .mapToObj(each -> new Thread(() -> {
                    for (int i = 0; i < EACH; i++) {
                        drawn.add(bits.getAsLong());
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(drawn).hasSize(threads.length * EACH);
    }

    @Test
    void source_isAskedForManyAtATime() {
        AtomicInteger calls = new AtomicInteger();
        RandomBits bits = new RandomBits(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                calls.incrementAndGet();
                super.nextBytes(bytes);
            }
        });
        for (int i = 0; i < EACH; i++) {
            bits.getAsLong();
        }
        assertThat(calls.get()).isBetween(2, EACH / 100);
    }
}
