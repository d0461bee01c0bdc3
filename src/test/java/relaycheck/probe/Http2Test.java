package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relaycheck.http.Chunk;
import relaycheck.product.Products;

class Http2Test {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            000000 04 00 00000000                                | true
            00000c 04 00 00000000 000300000064 000400010000      | true
            000000 04 00 00000000 000008 07 00 00000000          | true
            000204 04 00 00000000                                | true
            010002 04 00 00000000                                | true
            000206 04 00 00000000                                | false
            000000 04 00 01000000                                | false
            000000 04 00 00010000                                | false
            000000 04 00 00000100                                | false
            000000 04 00 000000                                  | false
            000000 04 01 00000000                                | false
            000000 04 00 00000001                                | false
            000005 04 00 00000000                                | false
            000000 07 00 00000000                                | false
            005b00 00 00 00000000                                | false
            16030100020100000000                                 | false
            485454502f312e3120323030                             | false
            """)
    void firstBytes_areHttp2_whereTheyAreASettingsFrame(String hex, boolean expected) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(Http2.isSpoken(Chunk.copyOf(bytes))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "DEADLINE", "COMPLETE"})
    void anEndpointThatSpeaksIt_wasNotJudged(Ending ending) {
        String settings = "\0\0\0\4\0\0\0\0\0";
        Answer answer = Answers.to(Probes.GET, 8471, "~" + settings, ending);
        assertThat(judge(answer)).isEqualTo(Outcome.Kind.DROPPED);
    }

    @Test
    void whatOnlyLooksLikeIt_isNotHttp() {
        assertThat(judge(Answers.to(Probes.GET, 8471, "~\0\0\0\7\0\0\0\0\0", Ending.CLOSED)))
                .isEqualTo(Outcome.Kind.NOT_HTTP);
    }

    private static Outcome.Kind judge(Answer answer) {
        return new Outcomes(Products.standard()).judge(answer, Evidence.NONE).kind();
    }
}
