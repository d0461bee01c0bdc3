package relaycheck.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacTest {
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 4231 §4.2 and §4.3: the test cases whose key and data are short. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, what do ya want for nothing?," + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    })
    void is_what_the_rfc_says(String key, String data, String hmac) {
        assertThat(HEX.formatHex(new Hmac(HEX.parseHex(key)).of(data))).isEqualTo(hmac);
    }

    @Test
    void one_object_serves_many_messages_of_any_length() throws Exception {
        byte[] key = new byte[ProofKey.BYTES];
        new Random(4231).nextBytes(key);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        Hmac hmac = new Hmac(key);
        for (int length = 0; length < 200; length++) {
            String text = "x".repeat(length);
            assertThat(hmac.of(text)).isEqualTo(mac.doFinal(text.getBytes(US_ASCII)));
        }
    }
}
