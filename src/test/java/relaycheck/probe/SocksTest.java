package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.http.Chunk;

class SocksTest {
    @ParameterizedTest
    @CsvSource({
        "05, true, false",
        "0500, true, false",
        "05ff, true, false",
        "005a, false, true",
        "005b, false, true",
        "005d, false, true",
        "005b000000000000, false, true",
        "0059, false, false",
        "005e, false, false",
        "00, false, false",
        "015a, false, false",
        "04, false, false",
        "4854, false, false",
        "'', false, false",
    })
    void isSpoken_byItsFirstBytes(String hex, boolean five, boolean four) {
        Chunk heard = Chunk.copyOf(HexFormat.of().parseHex(hex));
        assertThat(Socks.isFive(heard)).isEqualTo(five);
        assertThat(Socks.isFour(heard)).isEqualTo(four);
        assertThat(Socks.isSpoken(heard)).isEqualTo(five || four);
    }
}
