package relaycheck.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.net.HostAndPort;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {
    private static final HostAndPort SMTP = HostAndPort.fromString("localhost");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/x?token=1",
                "HTTPS://hooks.example.com",
                "http://127.0.0.1:8080/x",
                "http://127.9.9.9",
                "http://[::1]:8080/",
                "mailto:security@example.com",
                "MAILTO:a.b+c@example.com"
            })
    void recipient_isAUrl(String url) {
        assertThat(Recipient.of(url, Optional.empty(), SMTP)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "ftp://hooks.example.com/",
                "https:///x",
                "https://me:secret@hooks.example.com/",
                "http://hooks.example.com/",
                "http://localhost/",
                "http://127.0.0.1.example.com/",
                "http://10.0.0.1/",
                "https://hooks.example.com/a b",
                "mailto:",
                "mailto:security",
                "mailto:@example.com",
                "mailto:security@",
                "mailto:a@example.com,b@example.com",
                "mailto:a@example.com?subject=x",
                "mailto:a@example.com?bcc=b@example.com",
                "mailto:a@b@example.com",
                "mailto:a@example.com\r\nBcc: b@example.com",
                "mailto:a b@example.com",
                "mailto:a%0d@example.com",
                "mailto://example.com",
                "mailto:<a@example.com>"
            })
    void anythingElse_isRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> Recipient.of(url, Optional.empty(), SMTP));
    }
}
