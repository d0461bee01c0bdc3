package relaycheck.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relaycheck.report.SampleReports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {
    private static final String KEY = "a secret of both of us";
    private static final Delivery QUICK = new Delivery(3, Duration.ofMillis(1), Duration.ofSeconds(20));

    @RegisterExtension
    private static final WireMockExtension HOOK = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private static Optional<String> tell(Delivery delivery, Duration patience) throws InterruptedException {
        Webhook hook = new Webhook(URI.create(HOOK.url("/hook")), Optional.of(KEY), patience);
        return delivery.failure(hook, Notices.newAndFixed());
    }

    private static Optional<String> tell() throws InterruptedException {
        return tell(QUICK, Duration.ofSeconds(10));
    }

    private static List<LoggedRequest> told() {
        return HOOK.findAll(postRequestedFor(urlEqualTo("/hook")));
    }

    private static void answers(int status) {
        HOOK.stubFor(post("/hook").willReturn(aResponse().withStatus(status)));
    }

    @Test
    void notice_isSignedOverEveryByteOfItsBody() throws Exception {
        answers(204);
        assertThat(tell()).isEmpty();
        LoggedRequest request = told().get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
        assertThat(request.getHeader("Relaycheck-Signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(request.getBody())));
        assertThat(request.getHeader("Content-Type")).startsWith("application/json");
        assertThat(request.getHeader("User-Agent")).isEqualTo("relaycheck/0.1.0");
    }

    @Test
    void body_saysWhatIsNewAndWhatIsFixed() throws Exception {
        answers(200);
        assertThat(tell()).isEmpty();
        byte[] body = told().get(0).getBody();
        JsonNode json = JsonMapper.shared().readTree(body);
        assertThat(json.at("/schema").asString()).isEqualTo("relaycheck-notice/1");
        assertThat(json.at("/run").asString()).isEqualTo("20261124T100000Z-8c41");
        assertThat(json.at("/since").asString()).isEqualTo("run-1");
        assertThat(json.at("/counts/endpoints").asInt()).isEqualTo(7);
        assertThat(json.at("/counts/verdicts/OPEN").asInt()).isEqualTo(2);
        assertThat(json.at("/counts/new").asInt()).isEqualTo(1);
        assertThat(json.at("/counts/changed").asInt()).isZero();
        assertThat(json.at("/new/0/endpoint").asString()).isEqualTo("10.0.0.1:80");
        assertThat(json.at("/new/0/before").isNull()).isTrue();
        assertThat(json.at("/new/0/after/severity").asString()).isEqualTo("critical");
        assertThat(json.at("/fixed/0/after/verdict").asString()).isEqualTo("NOT_A_RELAY");
        assertThat(json.at("/new/0/label").asString()).startsWith(SampleReports.HOSTILE.substring(0, 40));
        assertThat(new String(body, UTF_8)).matches("\\p{ASCII}*").doesNotContain("\u001b");
    }

    @Test
    void withoutKey_nothingIsSigned() throws Exception {
        answers(200);
        Webhook hook = new Webhook(URI.create(HOOK.url("/hook")), Optional.empty(), Duration.ofSeconds(10));
        assertThat(QUICK.failure(hook, Notices.newAndFixed())).isEmpty();
        assertThat(told().get(0).containsHeader("Relaycheck-Signature")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void busyPeer_isToldAgain(int status) throws Exception {
        HOOK.stubFor(post("/hook")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(status))
                .willSetStateTo("ready"));
        HOOK.stubFor(post("/hook")
                .inScenario("busy")
                .whenScenarioStateIs("ready")
                .willReturn(aResponse().withStatus(200)));
        assertThat(tell()).isEmpty();
        assertThat(told()).hasSize(2);
        assertThat(told().get(0).getBody()).isEqualTo(told().get(1).getBody());
    }

    @Test
    void peerThatStaysBusy_isGivenUpAfterThreeAttempts() throws Exception {
        answers(503);
        assertThat(tell()).hasValue("failed 3 times, at last: it answered with status 503");
        assertThat(told()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 410})
    void peerThatRefuses_isNotAskedAgain(int status) throws Exception {
        HOOK.stubFor(post("/hook").willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));
        assertThat(tell()).hasValue("it answered with status " + status);
        assertThat(HOOK.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void peerThatBreaksOff_isAFailure(Fault fault) throws Exception {
        HOOK.stubFor(post("/hook").willReturn(aResponse().withFault(fault)));
        Optional<String> failure = tell();
        // a whole head is an answer, whatever follows it
        if (fault == Fault.MALFORMED_RESPONSE_CHUNK) {
            assertThat(failure).isEmpty();
        } else {
            assertThat(failure.orElseThrow()).startsWith("failed 3 times");
        }
    }

    @Test
    void slowPeer_runsOutOfPatienceEachTime() throws Exception {
        HOOK.stubFor(post("/hook").willReturn(aResponse().withFixedDelay(5_000)));
        assertThat(tell(new Delivery(2, Duration.ofMillis(1), Duration.ofSeconds(20)), Duration.ofMillis(200)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("failed 2 times"));
    }

    @Test
    void slowPeer_isLeftWhenTimeIsUp() throws Exception {
        HOOK.stubFor(post("/hook").willReturn(aResponse().withFixedDelay(5_000)));
        assertThat(tell(new Delivery(3, Duration.ofMillis(1), Duration.ofSeconds(1)), Duration.ofSeconds(10)))
                .hasValue("gave up after 1 s");
    }

    @Test
    void faultOfOurOwn_isAFailureToo() throws Exception {
        assertThat(QUICK.failure(
                        notice -> {
                            throw new IllegalStateException("ours");
                        },
                        Notices.newAndFixed()))
                .hasValueSatisfying(why -> assertThat(why).contains("ours"));
    }
}
