package relaycheck.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @ParameterizedTest
    @ValueSource(strings = {"1/1", "2/8", "8/8", "999999/999999"})
    void shard_isReadAndWritten(String text) {
        assertThat(Shard.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0/8", "9/8", "1/0", "1", "/8", "1/", "a/b", "-1/8", "1/8/2", " 1/8", "1234567/1234567"})
    void whatIsNoShard_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shard.parse(text)).withMessageContaining("such as 2/8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 13})
    void shards_partitionTheAddressesAboutEvenly(int count) {
        int[] sizes = new int[count];
        for (int i = 0; i < 8192; i++) {
            InetAddress address = AddressLine.ipv4(0x0a000000 + i);
            int[] parts = IntStream.rangeClosed(1, count)
                    .filter(part -> new Shard(part, count).contains(address))
                    .toArray();
            assertThat(parts).hasSize(1);
            sizes[parts[0] - 1]++;
        }
        assertThat(IntStream.of(sizes).boxed())
                .allSatisfy(size -> assertThat(size).isBetween(6000 / count, 10_500 / count));
    }

    /** Another answer here would break every shared scan: the expected values come from another implementation. */
    @ParameterizedTest
    @CsvSource({"10.0.0.1, 979", "192.168.1.200, 702", "::1, 636", "2001:db8::1, 129"})
    void part_isTheSameForEver(String address, int part) {
        assertThat(new Shard(part, 1000).contains(InetAddresses.forString(address)))
                .isTrue();
    }
}
