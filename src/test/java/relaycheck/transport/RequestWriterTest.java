package relaycheck.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.http.RequestTarget;
import relaycheck.probe.Action.SendRequest;

/** What goes on the wire, to the byte. */
class RequestWriterTest {
    private final RequestWriter writer = new RequestWriter("relaycheck/1 (x)");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        GET,     GET http://h:1/n/ HTTP/1.1,  h:1, Host: h:1;User-Agent: relaycheck/1 (x);Accept: */*;
        GET,     GET http://h:1/n/ HTTP/1.0,  -,   User-Agent: relaycheck/1 (x);Accept: */*;
        POST,    POST http://h:1/n/ HTTP/1.1, h:1, Host: h:1;User-Agent: relaycheck/1 (x);Accept: */*;Content-Length: 0;
        CONNECT, CONNECT h:443 HTTP/1.1,      h:443, Host: h:443;User-Agent: relaycheck/1 (x);
        """)
    void request_isLineAndFieldsAndAnEmptyLine(String method, String line, String host, String fields) {
        byte[] sent = new byte[1024];
        String[] words = line.split(" ");
        var bytes =
                writer.bytes(new SendRequest(method, new RequestTarget(words[1]), words[2], Optional.ofNullable(host)));
        int length = bytes.remaining();
        bytes.get(sent, 0, length);
        assertThat(new String(sent, 0, length, ISO_8859_1))
                .isEqualTo(line + "\r\n" + fields.replace(";", "\r\n") + "\r\n");
    }
}
