package relaycheck.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.net.HostAndPort;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "https://hooks.example.com:65535",
                "https://hooks.example.com:/",
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

    /** What is wrong with it stands in the log of a pipeline, which more people read than know the secret. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hhttps://hooks.example.com/SECRET            | hhttps://hooks.example.com/… is no https:// URL
            http://hooks.example.com:8080/x?token=SECRET | http://hooks.example.com:8080/…: findings leave
            http://hooks.example.com                     | http://hooks.example.com: findings leave
            http://[2001:db8::1]:80/SECRET               | http://[2001:db8::1]:80/…: findings leave
            https://hooks.example.com/SEC RET            | https://hooks.example.com/… is no URL: Illegal
            https://me:SECRET@hooks.example.com/         | --notify: a URL with a user name or password
            https://me:SEC RET@hooks.example.com/        | https://me… is no URL: Illegal
            https:///SECRET                              | https:///… names no host
            https://h:99999/SECRET                       | https://h:99999/…: 99999 is no port; a port is a number from 1 to 65535
            https://h:0                                  | https://h:0: 0 is no port
            https://h:999999999999/SECRET                | https://h:999999999999/…: 999999999999 is no port
            https://[::1]:65536?SECRET                   | https://[::1]:65536…: 65536 is no port
            hooks.example.com/SECRET                     | hooks.example.com/… is no https:// URL
            """)
    void whatIsRefused_isSaidWithoutItsSecret(String url, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipient.of(url, Optional.empty(), SMTP))
                .withMessageStartingWith(said)
                .withNoCause();
    }
}
