package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
    private final Products products = Products.standard();

    static Stream<String> names() {
        return Products.standard().names().stream();
    }

    @Test
    void standardProducts_areReadOnce() {
        assertThat(Products.standard()).isSameAs(products);
        assertThat(products.names())
                .hasSizeGreaterThan(35)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void productsReadAfresh_sayTheSame() {
        Products afresh = Products.load();
        assertThat(afresh.names()).isEqualTo(products.names());
        assertThat(afresh.read(new Words("HTTP/1.1 200 OK\nVia: 1.1 x\n", "")).isProxySign())
                .isTrue();
        assertThat(identify(afresh, List.of(new Words("", "\u0005\u00ff")))).isPresent();
        assertThat(identify(afresh, List.of(new Words("HTTP/1.0 502 CONNECT error: Host not found\n", ""))))
                .isPresent();
        assertThat(afresh.read(new Words("HTTP/1.1 403 Proxy Error\n", "Connect to remote machine blocked"))
                        .sign())
                .isEmpty();
        assertThat(afresh.remedy("Squid", Locale.ENGLISH).configuration()).contains("http_access deny all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: 1.1 somebody",
                "via: 1.0 x",
                "Proxy-Authenticate: Basic realm=\"x\"",
                "Proxy-Connection: close",
                "Proxy-Status: a; error=dns_error",
                "X-Cache: MISS from x",
                "X-Squid-Error: ERR_INVALID_URL 0",
                "Server: squid",
                "X-Varnish: 7",
                "Server: AkamaiGHost",
            })
    void fieldOfAnIntermediary_isAProxySign(String field) {
        assertThat(products.read(new Words("HTTP/1.1 200 OK\n" + field + "\n", ""))
                        .isProxySign())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server: nginx/1.22.1",
                "Server: Apache/2.4.71 (Debian)",
                "Server: lighttpd/1.4.69",
                "Server: Caddy",
                "Server: Microsoft-IIS/10.0",
                "X-Via: x",
                "Set-Cookie: via: 1",
                "X-Content-Type-Options: nosniff",
            })
    void fieldOfAWebServer_isNoProxySign(String field) {
        assertThat(products.read(new Words("HTTP/1.1 404 Not Found\n" + field + "\n", "404 page not found\n"))
                        .isProxySign())
                .isFalse();
    }

    @Test
    void denialOfAWebServersProxy_isAProxySign() {
        assertThat(products.read(new Words(
                                "HTTP/1.1 403 Proxy Error\nServer: Apache\n",
                                "<strong>Connect to remote machine blocked</strong>"))
                        .isProxySign())
                .isTrue();
    }

    @Test
    void wordsThatNoCaptureShows_areAHintAndNoSign() {
        Words envoy = new Words("HTTP/1.1 503 Service Unavailable\nserver: envoy\n", "no healthy upstream");
        assertThat(products.read(envoy).sign()).isEmpty();
        assertThat(products.read(envoy).hint()).hasValueSatisfying(seen -> {
            assertThat(seen.product()).isEqualTo("Envoy");
            assertThat(seen.sign()).isEqualTo(Sign.FAILURE);
        });
    }

    /** Its words in a page of somebody else, or a web server's own failure, are no word of a proxy. */
    @Test
    void wordsOfPerlsProxy_countFromItAlone() {
        String failure = "HTTP/1.1 500 Can't connect to 10.9.9.9:80 (Connection refused)\nServer: ";
        assertThat(products.read(new Words(failure + "HTTP::Proxy/0.304\n", "")).sign())
                .hasValueSatisfying(seen -> assertThat(seen.tellsAnyway()).isTrue());
        assertThat(products.read(new Words(failure + "Apache\n", "")).sign()).isEmpty();
        assertThat(products.read(new Words("HTTP/1.1 502 Parent proxy unreacheable\n", "<h1>502</h1>"))
                        .sign())
                .isEmpty();
    }

    @Test
    void seenSign_comesBeforeAnUnseenHint() {
        Words squid = new Words("HTTP/1.1 503 Service Unavailable\nX-Squid-Error: ERR_CONNECT_FAIL 111\n", "");
        assertThat(products.read(squid).hint())
                .isEqualTo(products.read(squid).sign())
                .isPresent();
    }

    @Test
    void secondHalfOfASignature_mustBeThere() {
        assertThat(products.read(new Words("HTTP/1.1 500 Unable to connect\nServer: tinyproxy/1.11.1\n", ""))
                        .sign())
                .isPresent();
        assertThat(products.read(new Words("HTTP/1.1 500 Unable to connect\nServer: other\n", ""))
                        .sign())
                .isEmpty();
    }

    @Test
    void productsWordsInAPage_areNotItsFields() {
        String page = "HTTP/1.1 503 Service Unavailable\nX-Squid-Error: ERR_CONNECT_FAIL 111\nVia: 1.1 x\n";
        Words words = new Words("HTTP/1.1 200 OK\nServer: httpd\n", page);
        assertThat(products.read(words).sign()).isEmpty();
        assertThat(products.read(words).isProxySign()).isFalse();
        assertThat(products.read(new Words("", page)).sign()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyProduct_hasItsRemedyInBothLanguages(String name) {
        Remedy english = products.remedy(name, Locale.ENGLISH);
        Remedy japanese = products.remedy(name, Locale.JAPAN);
        assertThat(english.change()).matches("[\\x20-\\x7e]+").endsWith(".");
        assertThat(japanese.change()).endsWith("。").isNotEqualTo(english.change());
        assertThat(english.configuration()).isNotEmpty().isEqualTo(japanese.configuration());
        assertThat(english.check()).isNotBlank().isEqualTo(japanese.check());
        assertThat(english).isNotEqualTo(products.remedy("", Locale.ENGLISH));
    }

    @Test
    void unknownProduct_getsTheGeneralRemedy() {
        assertThat(products.remedy("no such product", Locale.US).change()).startsWith("Find the program");
        assertThat(products.remedy("no such product", Locale.JAPANESE).change()).endsWith("。");
    }

    @Test
    void unknownLanguage_getsEnglish() {
        assertThat(products.remedy("Squid", Locale.FRENCH)).isEqualTo(products.remedy("Squid", Locale.ENGLISH));
    }

    @Test
    void anyBytes_areTaken() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Words words = new Words(i % 3 == 0 ? "" : noise(random), noise(random));
            products.read(words).sign();
            products.read(words).isProxySign();
            identify(products, List.of(words, words));
        }
    }

    private static String noise(Random random) {
        return random.ints(random.nextInt(400), 0, 256)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    private static Optional<Product> identify(Products products, List<Words> answers) {
        return products.identify(answers.stream().map(products::read).toList());
    }
}
