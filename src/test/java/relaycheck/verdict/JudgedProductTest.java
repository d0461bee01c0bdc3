package relaycheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ending;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;
import relaycheck.product.Product;

/** What product a finding names, of all the answers that were heard. */
class JudgedProductTest {
    @Test
    void product_isToldByAllAnswersTogether() {
        Optional<Product> product = product(
                answer(Probes.GET, 8471, "403 Forbidden"),
                answer(Probes.CONNECT, 443, "403 Forbidden; Server: squid/5.7"));
        assertThat(product).map(Product::name).hasValue("Squid");
        assertThat(product).flatMap(Product::version).hasValue("5.7");
    }

    /** What a server says of itself again and again is one word for it. */
    @Test
    void product_isToldByDistinctAnswers() {
        assertThat(product(
                        answer(Probes.GET, 8471, "404 Not Found; Server: nginx"),
                        answer(Probes.GET, 80, "404 Not Found; Server: nginx"),
                        answer(Probes.GET, 443, "404 Not Found; Server: nginx"),
                        answer(Probes.CONNECT, 443, "404 Not Found; Server: Apache"),
                        answer(Probes.CONNECT, 25, "405 Method Not Allowed; Server: Apache")))
                .map(Product::name)
                .hasValue("Apache httpd");
    }

    @Test
    void product_isToldByWhatOneOfTwoSimilarAnswersHasMore() {
        assertThat(product(
                        answer(Probes.GET, 8471, "404 Not Found"),
                        answer(Probes.CONNECT, 443, "404 Not Found; Proxy-agent: Apache/2.4.1")))
                .map(Product::name)
                .hasValue("Apache httpd");
    }

    @Test
    void product_isNotNamed_whereNoAnswerTells() {
        assertThat(product(answer(Probes.GET, 8471, "404 Not Found; Server: mine"), answer(Probes.GET, 80, "")))
                .isEmpty();
    }

    private static Optional<Product> product(Answer... answers) {
        return Judged.of("get-8471", ImmutableList.copyOf(answers)).product();
    }

    private static Answer answer(Probe probe, int port, String text) {
        return Answers.to(probe, port, text, Ending.COMPLETE);
    }
}
