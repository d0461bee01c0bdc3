package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import relaycheck.fuzz.Mutants;
import relaycheck.product.Products;

/** What a user names as probes, and what a peer says to one turn by turn. */
class ProbeFuzzTest {
    private static final String YES5 = "\5\0\5\0\0\1\177\0\0\1\0\0";
    private static final String YES4 = "\0\132\0\0\0\0\0\0";
    private static final ImmutableList<String> ANSWERS = ImmutableList.of(
            YES5,
            YES4,
            YES5 + "220 mail\r\n250 hello\r\n",
            YES4 + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
            "\5\0\5\3\0\3\7example\0\120",
            "\5\0\5\0\0\4" + "\0".repeat(18),
            "HTTP/1.1 400 Bad Request\r\n\r\n");

    private final Mutants mutants = new Mutants();

    @Test
    void namesOfProbes_areKnownOrRefused() {
        mutants.each(
                5_000,
                ImmutableList.of("standard", "all", "socks5,tls-get,post", "connect10,get10"),
                text -> assertThat(Probes.parse(text)).contains(Probes.GET, Probes.CONNECT, Probes.CONTROL));
    }

    @Test
    void aSocksServersWords_endInAnAnswerWithoutProof() {
        Outcomes outcomes = new Outcomes(Products.standard());
        for (Probe probe : ImmutableList.of(Probes.SOCKS5, Probes.SOCKS4, Probes.SOCKS4A)) {
            mutants.each(700, ANSWERS, says -> {
                Rehearsal run = Rehearsal.of(probe).byteByByte(says);
                Answer answer = (run.isDone() ? run : run.closed()).answer();
                assertThat(outcomes.judge(answer, Evidence.NONE).kind()).isNotEqualTo(Outcome.Kind.RELAYED);
            });
        }
    }
}
