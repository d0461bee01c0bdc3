package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import relaycheck.history.Run;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.proof.Disclosure;
import relaycheck.proof.Nonce;
import relaycheck.proof.ProofKey;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Reports to look at and to test: every verdict, with exchanges as they look on the wire. */
final class HtmlSamples {
    static final ProofKey KEY = ProofKey.of(new byte[ProofKey.BYTES]);
    static final Instant AT = Instant.parse("2026-11-24T08:15:30Z");
    private static final String HOST = "10.77.3.1";

    private HtmlSamples() {}

    // ---- reports

    static Report of(Locale language, ImmutableList<Finding> findings, Skipped... skipped) {
        long count = Arrays.stream(skipped).mapToLong(Skipped::count).sum();
        return new Report(run(), summary(findings, count), findings, ImmutableList.copyOf(skipped), language);
    }

    static Report demo(Locale language) {
        return of(
                language,
                ImmutableList.of(squid(), oneWay(), openV6(), suspect(), login(), silent(), refused(), unreachable()),
                Skipped.of(
                        Endpoint.of("203.0.113.9", 80),
                        "a public address that no scope contains: add --own 203.0.113.9/32"),
                Skipped.of(Endpoint.of("10.77.3.1", 443), "is our canary"),
                new Skipped("old.example.net", Optional.empty(), "has no address (NXDOMAIN)"));
    }

    /** Read anew at each pass, as from a store. */
    static Report large(int endpoints, Locale language) {
        Iterable<Finding> findings = () ->
                IntStream.range(0, endpoints).mapToObj(i -> nth(i, endpoints)).iterator();
        ImmutableList.Builder<Verdict> verdicts = ImmutableList.builder();
        ImmutableList.Builder<Severity> severities = ImmutableList.builder();
        findings.forEach(finding -> {
            verdicts.add(finding.verdict());
            severities.add(finding.severity());
        });
        Summary summary = new Summary(endpoints, counts(verdicts.build()), counts(severities.build()), 0);
        return new Report(run(), summary, findings, ImmutableList.of(), language);
    }

    static Run run() {
        return run(
                true,
                "office, 10.77.9.9 (an inside vantage: only a scan from outside tells about strangers there)",
                ImmutableList.of(
                        "canary 10.77.9.9:25: not listening: it is free, but this process may not bind it: run as root, give"
                                + " Java the capability (setcap cap_net_bind_service=+ep .../bin/java), or run a stand-alone"
                                + " canary (relaycheck canary) where it may"));
    }

    static Run run(boolean complete, String vantage, ImmutableList<String> warnings) {
        return new Run(
                "k3v9q2",
                "0.1.0",
                AT.minusSeconds(74),
                Optional.of(AT),
                complete,
                vantage,
                new Run.CanaryUsed(ImmutableList.of(HOST), ImmutableList.of(8471, 443, 80, 25), true),
                ImmutableMap.of(
                        "ports",
                        "80,8080",
                        "rate",
                        "200",
                        "per-host",
                        "2",
                        "deadline",
                        "10s",
                        "own",
                        "198.51.100.0/24"),
                "5f0c1d6d1f6ab6c4b3ff5a6a2c19c1d7b0f0e6f2a1c4d5e6f708192a3b4c5d6e",
                warnings,
                new Run.Receipt(61_204, 43_120, 58_311, 14_201_881, 31_442_100, 198, 2));
    }

    static Document written(Report report) {
        return Jsoup.parse(text(report), "https://base.invalid/");
    }

    static String text(Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new HtmlFormat().write(report, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(UTF_8);
    }

    static <T> ImmutableMap<T, Long> counts(ImmutableList<T> all) {
        return all.stream().collect(groupingBy(identity(), counting())).entrySet().stream()
                .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
                .collect(toImmutableMap(entry -> entry.getKey(), entry -> entry.getValue()));
    }

    private static Summary summary(ImmutableList<Finding> findings, long skipped) {
        return new Summary(
                findings.size(),
                counts(each(findings, Finding::verdict)),
                counts(each(findings, Finding::severity)),
                skipped);
    }

    private static <T> ImmutableList<T> each(ImmutableList<Finding> findings, Function<Finding, T> what) {
        return findings.stream().map(what).collect(toImmutableList());
    }

    // ---- findings

    static Finding squid() {
        return new Finding(
                Endpoint.of("10.77.2.1", 8080),
                ImmutableList.of("proxy.example.com"),
                Optional.of("web team, OPS-1234"),
                AT,
                Verdict.OPEN,
                Severity.CRITICAL,
                "relayed",
                "relays for whoever asks from here — absolute-form GET to 80, 443, 8471 and CONNECT to 25, 443: our canary's proof came back",
                new Relays(ImmutableSetMultimap.of(
                        Way.GET, 80, Way.GET, 443, Way.GET, 8471, Way.CONNECT, 25, Way.CONNECT, 443)),
                ImmutableList.of("10.77.2.1"),
                Optional.of(Disclosure.NAMES_CLIENT),
                Optional.of(new Product("Squid", Optional.of("5.7"), "Server: squid/5.7")),
                ImmutableList.of(
                        relayedGet(8471, 1),
                        relayedGet(80, 2),
                        relayedGet(443, 3),
                        relayedConnect(25, 4),
                        relayedConnect(443, 5)),
                ImmutableList.of(new NotAsked("control", "nothing to compare: it is open already")),
                ImmutableList.of(
                        new ProbeResult.Seen(80, "10.77.2.250", "HTTP", "GET / HTTP/1.1\r\nHost: 10.77.3.1\r\n\r\n")),
                Background.NONE);
    }

    static Finding oneWay() {
        Nonce nonce = KEY.nonce(77);
        String request = "GET http://" + HOST + ":8471" + nonce.path() + " HTTP/1.1";
        String head = "GET " + nonce.path() + " HTTP/1.1\r\nHost: " + HOST + ":8471\r\nVia: 1.1 edge\r\n\r\n";
        ProbeResult probe = new ProbeResult(
                "get-8471",
                Way.GET,
                nonce.hex(),
                request,
                Outcome.Kind.RELAYED,
                0,
                "",
                10_004,
                "our canary saw the request arrive, though its answer never came back (one-way relay)",
                "",
                Optional.empty(),
                ImmutableList.of(new ProbeResult.Seen(8471, "10.77.2.254", "HTTP", head)));
        return new Finding(
                Endpoint.of("10.77.2.6", 80),
                ImmutableList.of(),
                Optional.of("network team"),
                AT,
                Verdict.OPEN,
                Severity.CRITICAL,
                "relayed",
                "relays for whoever asks from here — absolute-form GET to 8471: our canary saw the request arrive, though its answer never came back (one-way relay)",
                new Relays(ImmutableSetMultimap.of(Way.GET, 8471)),
                ImmutableList.of("10.77.2.254"),
                Optional.of(Disclosure.NAMES_ITSELF),
                Optional.empty(),
                ImmutableList.of(probe),
                ImmutableList.of(),
                ImmutableList.of(),
                Background.NONE);
    }

    static Finding openV6() {
        return new Finding(
                Endpoint.of("2001:db8:0:77:a1b2:c3d4:e5f6:1", 80),
                ImmutableList.of("www.example.com", "www6.example.com"),
                Optional.of("web team, OPS-1234"),
                AT,
                Verdict.OPEN,
                Severity.HIGH,
                "relayed",
                "relays for whoever asks from here — absolute-form GET to 80: our canary's proof came back",
                new Relays(ImmutableSetMultimap.of(Way.GET, 80)),
                ImmutableList.of("2001:db8:0:77:a1b2:c3d4:e5f6:1"),
                Optional.of(Disclosure.NAMES_NOBODY),
                Optional.of(new Product("Apache httpd", Optional.of("2.4.66"), "Server: Apache/2.4.66 (Debian)")),
                ImmutableList.of(relayedGet(80, 8)),
                ImmutableList.of(),
                ImmutableList.of(),
                Background.NONE);
    }

    static Finding suspect() {
        ProbeResult probe = new ProbeResult(
                "connect-443",
                Way.CONNECT,
                KEY.nonce(9).hex(),
                "CONNECT " + HOST + ":443 HTTP/1.1",
                Outcome.Kind.ACCEPTED,
                200,
                "Connection Established",
                10_002,
                "said yes (200 Connection Established), but nothing came through",
                "HTTP/1.1 200 Connection Established\r\nProxy-Agent: Zscaler/6.2\r\n\r\n",
                Optional.empty(),
                ImmutableList.of());
        return finding(
                "10.77.2.7",
                80,
                Verdict.SUSPECT,
                Severity.MEDIUM,
                "attempted",
                Optional.of("office IT"),
                "tried or agreed to relay, but nothing was proved — CONNECT to 443: said yes (200 Connection Established), but nothing came through",
                probe,
                refusal("get-8471", 10, "403", "Forbidden"));
    }

    static Finding login() {
        return finding(
                "10.77.2.4",
                8080,
                Verdict.LOGIN_NEEDED,
                Severity.LOW,
                "login",
                Optional.of("office IT"),
                "relays for those who log in — CONNECT to 443: wants a login (407 Proxy Authentication Required)");
    }

    static Finding silent() {
        return finding(
                "10.77.2.9",
                8080,
                Verdict.INCONCLUSIVE,
                Severity.INFO,
                "unjudged",
                Optional.empty(),
                "could not be judged — absolute-form GET to 8471 and CONNECT to 443: no answer until the deadline");
    }

    static Finding refused() {
        return finding(
                "10.77.2.3",
                80,
                Verdict.NOT_A_RELAY,
                Severity.NONE,
                "refused",
                Optional.of("web team, OPS-1234"),
                "does not relay — absolute-form GET to 80, 443, 8471: its own page (200 OK); CONNECT to 25, 443: 405 Method Not Allowed");
    }

    static Finding unreachable() {
        return finding(
                "10.77.2.10",
                80,
                Verdict.UNREACHABLE,
                Severity.NONE,
                "no-port",
                Optional.empty(),
                "cannot be reached: nothing listens there");
    }

    static Finding finding(
            String address,
            int port,
            Verdict verdict,
            Severity severity,
            String rule,
            Optional<String> label,
            String because,
            ProbeResult... probes) {
        return new Finding(
                Endpoint.of(address, port),
                ImmutableList.of(),
                label,
                AT,
                verdict,
                severity,
                rule,
                because,
                Relays.NONE,
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.copyOf(probes),
                ImmutableList.of(),
                ImmutableList.of(),
                Background.NONE);
    }

    private static Finding nth(int i, int of) {
        String address = "10." + (20 + i / 65_536) + "." + (i / 256 % 256) + "." + i % 256;
        int port = i % 2 == 0 ? 80 : 8080;
        Optional<String> label =
                i % 7 == 0 ? Optional.empty() : Optional.of("team " + i % 40 + ", OPS-" + (1000 + i % 40));
        if (i < 12) {
            Finding open = squid();
            return new Finding(
                    Endpoint.of(address, port),
                    open.names(),
                    label,
                    open.at(),
                    open.verdict(),
                    open.severity(),
                    open.rule(),
                    open.because(),
                    open.relays(),
                    open.egress(),
                    open.disclosure(),
                    open.product(),
                    open.probes(),
                    open.notAsked(),
                    open.late(),
                    Background.NONE);
        }
        return i < 30
                ? finding(
                        address,
                        port,
                        Verdict.SUSPECT,
                        Severity.MEDIUM,
                        "attempted",
                        label,
                        suspect().because(),
                        suspect().probes().get(0))
                : i < 80
                        ? finding(address, port, Verdict.LOGIN_NEEDED, Severity.LOW, "login", label, login().because())
                        : i < 300
                                ? finding(
                                        address,
                                        port,
                                        Verdict.INCONCLUSIVE,
                                        Severity.INFO,
                                        "unjudged",
                                        label,
                                        silent().because())
                                : i < of * 2 / 5
                                        ? finding(
                                                address,
                                                port,
                                                Verdict.NOT_A_RELAY,
                                                Severity.NONE,
                                                "refused",
                                                label,
                                                refused().because())
                                        : finding(
                                                address,
                                                port,
                                                Verdict.UNREACHABLE,
                                                Severity.NONE,
                                                "no-port",
                                                label,
                                                unreachable().because());
    }

    // ---- exchanges

    static ProbeResult relayedGet(int port, long random) {
        Nonce nonce = KEY.nonce(random);
        String hmac = KEY.proof(nonce, port).hmac();
        String answer = "HTTP/1.1 200 OK\r\nServer: relaycheck\r\nRelaycheck-Proof: " + hmac
                + "\r\nContent-Type: text/plain\r\nVia: 1.1 proxy (squid/5.7)\r\n\r\n" + hmac + "\n";
        return new ProbeResult(
                "get-" + port,
                Way.GET,
                nonce.hex(),
                "GET http://" + HOST + ":" + port + nonce.path() + " HTTP/1.1",
                Outcome.Kind.RELAYED,
                200,
                "OK",
                12,
                "our canary's proof came back",
                answer,
                Optional.of(KEY.proof(nonce, port)),
                ImmutableList.of(arrival(port, nonce)));
    }

    static ProbeResult relayedConnect(int port, long random) {
        Nonce nonce = KEY.nonce(random);
        String hmac = KEY.proof(nonce, port).hmac();
        String inside = port == 25
                ? "220 relaycheck ESMTP\r\n250 " + hmac + "\r\n"
                : "HTTP/1.1 200 OK\r\nRelaycheck-Proof: " + hmac + "\r\n\r\n" + hmac + "\n";
        ProbeResult.Seen seen = port == 25
                ? new ProbeResult.Seen(25, "10.77.2.1", "SMTP", "EHLO " + nonce.hex() + "\r\n")
                : arrival(port, nonce);
        return new ProbeResult(
                "connect-" + port,
                Way.CONNECT,
                nonce.hex(),
                "CONNECT " + HOST + ":" + port + " HTTP/1.1",
                Outcome.Kind.RELAYED,
                200,
                "Connection established",
                19,
                "our canary's proof came back",
                "HTTP/1.1 200 Connection established\r\n\r\n" + inside,
                Optional.of(KEY.proof(nonce, port)),
                ImmutableList.of(seen));
    }

    static ProbeResult refusal(String id, long random, String status, String reason) {
        Nonce nonce = KEY.nonce(random);
        String page = "HTTP/1.1 " + status + " " + reason + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + new String("<h1>アクセスは許可されていません</h1>\n".getBytes(UTF_8), ISO_8859_1);
        return new ProbeResult(
                id,
                Way.GET,
                nonce.hex(),
                "GET http://" + HOST + ":8471" + nonce.path() + " HTTP/1.1",
                Outcome.Kind.REFUSED,
                Integer.parseInt(status),
                reason,
                8,
                status + " " + reason,
                page,
                Optional.empty(),
                ImmutableList.of());
    }

    private static ProbeResult.Seen arrival(int port, Nonce nonce) {
        String head = "GET " + nonce.path() + " HTTP/1.1\r\nHost: " + HOST + ":" + port
                + "\r\nVia: 1.1 proxy (squid/5.7)\r\nX-Forwarded-For: 10.77.9.9\r\nCache-Control: max-age=259200\r\n\r\n";
        return new ProbeResult.Seen(port, "10.77.2.1", "HTTP", head);
    }
}
