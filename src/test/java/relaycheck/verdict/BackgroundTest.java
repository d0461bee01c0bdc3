package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.verdict.Background.Cause;
import relaycheck.verdict.Background.Impact;
import relaycheck.verdict.Background.Place;

class BackgroundTest {
    @ParameterizedTest
    @CsvSource({"12, httpd.conf:12", "1, httpd.conf:1", "0, httpd.conf"})
    void place_namesTheLineWhereThereIsOne(int line, String expected) {
        assertThat(cause(line).place()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example, 25, mail.example:25",
        "mail.example, , mail.example",
        "10.1.1.1, 443, 10.1.1.1:443",
        "fd00::9, 443, [fd00::9]:443",
        "fd00::9, , [fd00::9]",
    })
    void authority_isWrittenAsInAUrl(String host, Integer port, String expected) {
        assertThat(new Place(host, Optional.ofNullable(port), 1, 0, "").authority())
                .isEqualTo(expected);
    }

    @Test
    void isEmpty_whereNeitherIsKnown() {
        Impact impact = new Impact(
                ImmutableList.of("access.log"),
                1,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of());
        assertThat(Background.NONE.isEmpty()).isTrue();
        assertThat(new Background(ImmutableList.of(cause(1)), Optional.empty()).isEmpty())
                .isFalse();
        assertThat(new Background(ImmutableList.of(), Optional.of(impact)).isEmpty())
                .isFalse();
    }

    private static Cause cause(int line) {
        return new Cause(
                "httpd.conf",
                line,
                "ProxyRequests On",
                "Apache",
                true,
                ImmutableList.of(443),
                "anyone",
                Severity.HIGH,
                "open",
                "close",
                "ProxyRequests Off");
    }
}
