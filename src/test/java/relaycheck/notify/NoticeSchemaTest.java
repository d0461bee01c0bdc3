package relaycheck.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.report.JsonSchemas;

class NoticeSchemaTest {
    @Test
    void bodyOfAWebhook_isOfItsSchema() throws IOException {
        assertThat(JsonSchemas.errorsOf("notice", json())).isEmpty();
    }

    @Test
    void firstScan_isToo() throws IOException {
        Notice some = Notices.newAndFixed();
        Notice first = new Notice(some.run(), some.summary(), Optional.empty(), ImmutableMap.of(), ImmutableList.of());
        assertThat(JsonSchemas.errorsOf("notice", new String(NoticeJson.of(first), UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "relaycheck-notice/1, relaycheck-notice/2",
        "\"severity\":\"critical\", \"severity\":\"worst\"",
        "\"verdict\":\"OPEN\", \"verdict\":\"AJAR\"",
        "\"since\", \"before\"",
        "\"fixed\":1, \"fixed\":-1"
    })
    void anythingElse_isNot(String was, String is) throws IOException {
        String json = json();
        assertThat(json).contains(was);
        assertThat(JsonSchemas.errorsOf("notice", json.replace(was, is))).isNotEmpty();
    }

    private static String json() {
        return new String(NoticeJson.of(Notices.newAndFixed()), UTF_8);
    }
}
