package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which probes a list chooses, and what the pipeline may do with each. */
class ProbesTest {
    private static final String ALWAYS = "get connect connect-otherwise control";

    @ParameterizedTest
    @CsvSource({
        "post, post",
        "'post, path', post path",
        "'path,post', path post",
        "'get,connect', ''",
        "'socks5,post', socks5 post",
        "standard, host socks5 socks5-login socks4 socks4a tls-get tls-connect tls-host h2-get h2-connect"
                + " tls-h2-get tls-h2-connect",
    })
    void parse_addsToThoseThatAreAlwaysAsked(String list, String added) {
        assertThat(Probes.parse(list))
                .extracting(Probe::name)
                .containsExactlyElementsOf(Splitter.on(' ').omitEmptyStrings().split(ALWAYS + " " + added));
    }

    @Test
    void all_isEachOnceAndOfItself() {
        assertThat(Probes.parse("all")).containsExactlyInAnyOrderElementsOf(Probes.ALL);
    }

    @Test
    void whatIsNamed_isAskedInAnyCase_notOnASignAlone() {
        ImmutableList<Probe> probes = Probes.parse("standard,socks4");
        assertThat(probes).contains(Probes.SOCKS4, new OnSign(Probes.SOCKS5)).doesNotContain(new OnSign(Probes.SOCKS4));
    }

    @Test
    void all_meansAllWhateverElseIsNamed() {
        assertThat(Probes.meansAll("all,post")).isTrue();
        assertThat(Probes.meansAll("post, all")).isTrue();
        assertThat(Probes.meansAll("standard")).isFalse();
    }

    @Test
    void anUnknownName_isRefusedWithThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probes.parse("get,head"))
                .withMessageStartingWith("--probes: there is no probe head; there are standard, all, get, connect,");
    }

    @ParameterizedTest
    @CsvSource({
        "get, true, true",
        "connect, true, false",
        "connect-otherwise, true, false",
        "control, false, true",
        "host, false, true",
        "post, false, false",
        "path, false, false",
        "path-host, false, false",
        "path-scheme, false, false",
        "query, false, false",
        "userinfo, false, false",
        "get10, false, false",
        "connect10, false, false",
        "get-https, false, false",
        "tls-get, true, false",
        "tls-connect, true, false",
        "tls-host, true, false",
        "h2-get, true, false",
        "h2-connect, true, false",
        "tls-h2-get, true, false",
        "tls-h2-connect, true, false",
        "socks5, true, false",
        "socks5-login, false, false",
        "socks4, false, false",
        "socks4a, false, false",
    })
    void aProbe_saysOfWhichPortsItIsAskedAndBesideWhat(String name, boolean everyPort, boolean shares) {
        Probe probe = Probes.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(probe.asksEveryPort()).isEqualTo(everyPort);
        assertThat(new OnSign(probe).asksEveryPort()).isEqualTo(everyPort);
        assertThat(probe.sharesConnections()).isEqualTo(shares);
    }

    @Test
    void aSocksAnswer_namesItsVersion() {
        assertThat(Rehearsal.of(Probes.SOCKS4).closed().answer().request()).isEqualTo("SOCKS4 10.77.3.1:8471");
        assertThat(Rehearsal.of(Probes.SOCKS4A).closed().answer().request()).isEqualTo("SOCKS4a 10.77.3.1:8471");
    }

    @Test
    void anEnding_isWhatThePeerDid() {
        assertThat(ending(new Event.InputEnded(false))).isEqualTo(Ending.CLOSED);
        assertThat(ending(new Event.InputEnded(true))).isEqualTo(Ending.RESET);
        assertThat(ending(new Event.LimitReached())).isEqualTo(Ending.LIMIT);
        assertThat(ending(new Event.DeadlinePassed())).isEqualTo(Ending.DEADLINE);
    }

    private static Ending ending(Event event) {
        return Rehearsal.of(Probes.GET).tell(event).answer().ending();
    }

    @Test
    void content_isKeptUpToItsLimitAndCountedBeyond() {
        Answer whole = Rehearsal.of(Probes.GET)
                .bytes("a".repeat(Hearing.KEPT))
                .closed()
                .answer();
        assertThat(whole.content().length()).isEqualTo(Hearing.KEPT);
        Answer more = Rehearsal.of(Probes.GET)
                .bytes("abc")
                .bytes("d".repeat(Hearing.KEPT))
                .bytes("e")
                .closed()
                .answer();
        assertThat(more.content().latin1()).isEqualTo("abc" + "d".repeat(Hearing.KEPT - 3));
        assertThat(more.bytes()).isEqualTo(Hearing.KEPT + 4L);
    }
}
