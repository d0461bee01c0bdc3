package relaycheck.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1:80/a/?b, /a/?b",
        "http://10.0.0.1:80, /",
        "http://10.0.0.1/http://10.0.0.2/, /http://10.0.0.2/",
        "/a/, /a/",
    })
    void path_isWhatStandsBehindTheAuthority(String target, String path) {
        assertThat(new RequestTarget(target).path()).isEqualTo(path);
    }
}
