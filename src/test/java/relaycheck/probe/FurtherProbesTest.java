package relaycheck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static relaycheck.probe.Rehearsal.NONCE;
import static relaycheck.probe.Rehearsal.OWN;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.http.Chunk;

/** What each probe says first, byte for byte where it is not HTTP, and what it is called. */
class FurtherProbesTest {
    private static final String HOST = "10.77.3.1:8471";
    private static final String NAME = "canary.example";
    /** The port 8471 as SOCKS writes it. */
    private static final String PORT = "\u0021\u0017";

    private static final String ADDRESS = "\n\u004d\u0003\u0001";

    private static final ImmutableMap<Probe, String> WORDS = ImmutableMap.<Probe, String>builder()
            .put(Probes.GET, "GET http://" + HOST + "/" + NONCE + "/ HTTP/1.1 | " + HOST)
            .put(Probes.CONNECT, "CONNECT " + HOST + " HTTP/1.1 | " + HOST)
            .put(Probes.CONNECT_OTHERWISE, "CONNECT " + HOST + " HTTP/1.1 | " + HOST)
            .put(Probes.CONTROL, "GET /" + NONCE + "/ HTTP/1.1 | relaycheck.invalid")
            .put(Probes.HOST, "GET /" + NONCE + "/ HTTP/1.1 | " + HOST)
            .put(Probes.POST, "POST http://" + HOST + "/" + NONCE + "/ HTTP/1.1 | " + HOST)
            .put(Probes.PATH, "GET /http://" + HOST + "/" + NONCE + "/ HTTP/1.1 | relaycheck.invalid")
            .put(Probes.PATH_HOST, "GET /" + HOST + "/" + NONCE + "/ HTTP/1.1 | relaycheck.invalid")
            .put(Probes.PATH_SCHEME, "GET /http/" + HOST + "/" + NONCE + "/ HTTP/1.1 | relaycheck.invalid")
            .put(Probes.QUERY, "GET /?url=http://" + HOST + "/" + NONCE + "/ HTTP/1.1 | relaycheck.invalid")
            .put(Probes.USERINFO, "GET /@" + HOST + "/" + NONCE + "/ HTTP/1.1 | relaycheck.invalid")
            .put(Probes.GET10, "GET http://" + HOST + "/" + NONCE + "/ HTTP/1.0")
            .put(Probes.CONNECT10, "CONNECT " + HOST + " HTTP/1.0")
            .put(Probes.GET_HTTPS, "GET https://" + HOST + "/" + NONCE + "/ HTTP/1.1 | " + HOST)
            .put(Probes.TLS_GET, "")
            .put(Probes.TLS_CONNECT, "")
            .put(Probes.TLS_HOST, "")
            .put(Probes.H2_GET, "GET http://" + HOST + "/" + NONCE + "/ HTTP/2 | " + HOST)
            .put(Probes.H2_CONNECT, "CONNECT " + HOST + " HTTP/2 | " + HOST)
            .put(Probes.TLS_H2_GET, "")
            .put(Probes.TLS_H2_CONNECT, "")
            .put(Probes.SOCKS5, "\5\1\0")
            .put(Probes.SOCKS5_LOGIN, "\5\1\2")
            .put(Probes.SOCKS4, "\4\1" + PORT + ADDRESS + "\0")
            .put(Probes.SOCKS4A, "\4\1" + PORT + "\0\0\0\1" + "\0" + "10.77.3.1\0")
            .buildOrThrow();

    static Stream<Probe> probes() {
        return Probes.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void everyProbe_saysFirstWhatItIsNamedFor(Probe probe) {
        assertThat(Rehearsal.of(probe).sent()).isEqualTo(WORDS.get(probe));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void everyProbe_namesTheCanaryOrNowhereAndNothingElse(Probe probe) {
        String said = Rehearsal.of(probe, OWN.named(NAME)).sent();
        boolean tls = probe.opening() == Opening.TLS;
        assertThat(said.replace(NAME, "").replace("relaycheck.invalid", ""))
                .doesNotContain("10.77.3.1", "localhost", "127.0.0.1");
        assertThat(tls || probe.equals(Probes.CONTROL) || probe.way() == Way.SOCKS || said.contains(NAME))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "get, GET, get-8471, absolute-form GET",
        "connect, CONNECT, connect-8471, CONNECT",
        "connect-otherwise, CONNECT, connect-otherwise-8471, CONNECT",
        "control, CONTROL, control, the control request",
        "host, HOST, host-8471, GET by Host",
        "post, POST, post-8471, absolute-form POST",
        "path, PATH, path-8471, GET of a path that holds a URL",
        "path-host, PATH, path-host-8471, GET of a path that begins with a host",
        "path-scheme, PATH, path-scheme-8471, GET of a path that begins with a scheme and a host",
        "query, PATH, query-8471, GET of a query that holds a URL",
        "userinfo, PATH, userinfo-8471, GET of a path that begins with @",
        "get10, GET, get10-8471, absolute-form GET in HTTP/1.0",
        "connect10, CONNECT, connect10-8471, CONNECT in HTTP/1.0",
        "get-https, GET, get-https-8471, GET of an https URL",
        "tls-get, TLS_GET, tls-get-8471, absolute-form GET in TLS",
        "tls-connect, TLS_CONNECT, tls-connect-8471, CONNECT in TLS",
        "tls-host, TLS_GET, tls-host-8471, GET by Host in TLS",
        "h2-get, H2_GET, h2-get-8471, GET in HTTP/2",
        "h2-connect, H2_CONNECT, h2-connect-8471, CONNECT in HTTP/2",
        "tls-h2-get, H2_GET, tls-h2-get-8471, GET in HTTP/2 in TLS",
        "tls-h2-connect, H2_CONNECT, tls-h2-connect-8471, CONNECT in HTTP/2 in TLS",
        "socks5, SOCKS, socks5-8471, SOCKS 5",
        "socks5-login, SOCKS, socks5-login-8471, SOCKS 5 with a login",
        "socks4, SOCKS, socks4-8471, SOCKS 4",
        "socks4a, SOCKS, socks4a-8471, SOCKS 4a",
    })
    void everyProbe_isCalledWhatItIs(String name, Way way, String id, String title) {
        Probe probe = Probes.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Subject subject = probe.of(OWN).subject(NONCE);
        assertThat(subject.way()).isEqualTo(way);
        assertThat(subject.id()).isEqualTo(id).isEqualTo(probe.of(OWN).toString());
        assertThat(subject.title()).isEqualTo(title).isEqualTo(new OnSign(probe).title());
        assertThat(new OnSign(probe).opening()).isEqualTo(probe.opening());
    }

    @Test
    void connectAndItsOtherVoice_speakTlsOnlyOnOneSideOf443() {
        assertThat(voice(Probes.CONNECT, 443)).isInstanceOf(Action.StartTls.class);
        assertThat(voice(Probes.CONNECT, 8471)).isInstanceOf(Action.SendRequest.class);
        assertThat(voice(Probes.CONNECT, 25)).isInstanceOf(Action.WakeAfter.class);
        assertThat(voice(Probes.CONNECT_OTHERWISE, 443)).isInstanceOf(Action.SendRequest.class);
        assertThat(voice(Probes.CONNECT_OTHERWISE, 8471)).isInstanceOf(Action.StartTls.class);
        assertThat(voice(Probes.CONNECT_OTHERWISE, 25)).isInstanceOf(Action.SendRequest.class);
        assertThat(voice(Probes.CONNECT10, 443)).isInstanceOf(Action.StartTls.class);
        assertThat(voice(Probes.H2_CONNECT, 443)).isInstanceOf(Action.SendRequest.class);
    }

    /** A host that takes every tunnel for a request shows itself in HTTP; mail has said already what it is. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "TLS, '', true",
        "HTTP, x, true",
        "SMTP, '', true",
        "SMTP, HTTP/1.1 400 Bad Request, true",
        "SMTP, 220 mail, false",
        "SMTP, <p>page</p>, false"
    })
    void anotherVoiceIsTried_whereTheFirstShowedNothing(Tunnel.Talk talk, String heard, boolean expected) {
        assertThat(new Tunnel(talk, Optional.empty(), Chunk.of(heard)).hasOtherVoice())
                .isEqualTo(expected);
    }

    @Test
    void socksByName_carriesTheNameWhereTheProtocolHasRoomForIt() {
        String five = Rehearsal.of(Probes.SOCKS5, OWN.named(NAME)).bytes("\5\0").sent();
        assertThat(five).isEqualTo("\5\1\0" + "\5\1\0\3\16canary.example" + PORT);
        String fourA = Rehearsal.of(Probes.SOCKS4A, OWN.named(NAME)).sent();
        assertThat(fourA).isEqualTo("\4\1" + PORT + "\0\0\0\1\0canary.example\0");
        String four = Rehearsal.of(Probes.SOCKS4, OWN.named(NAME)).sent();
        assertThat(four).isEqualTo("\4\1" + PORT + ADDRESS + "\0");
    }

    @Test
    void socksToIpv6_isAskedByAddressIn5AndByTextIn4() {
        String five = Rehearsal.of(Probes.SOCKS5, Rehearsal.at("fd00::9", 443))
                .bytes("\5\0")
                .sent();
        assertThat(Chunk.of(five).length()).isEqualTo(3 + 4 + 16 + 2);
        assertThat(five).startsWith("\5\1\0\5\1\0\4\u00fd\0").endsWith("\u0009\u0001\u00bb");
        String four = Rehearsal.of(Probes.SOCKS4, Rehearsal.at("fd00::9", 443)).sent();
        assertThat(four).isEqualTo("\4\1\u0001\u00bb\0\0\0\1\0fd00::9\0");
    }

    private static Action voice(Probe probe, int port) {
        Rehearsal run = Rehearsal.of(probe, Rehearsal.at("10.77.3.1", port));
        run.did();
        return run.head(200).did().get(0);
    }
}
