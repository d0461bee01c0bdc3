package relaycheck.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Maps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import relaycheck.history.Run;
import relaycheck.history.Vantage;
import relaycheck.history.Vantages;
import relaycheck.policy.Policy;
import relaycheck.policy.PolicyFile;
import relaycheck.policy.Standing;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.proof.Disclosure;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.target.Endpoint;
import relaycheck.target.Skipped;
import relaycheck.verdict.Background;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;

/** Reports to write in tests: every verdict, a peer that means harm, none, and many. */
public final class SampleReports {
    /** What a peer may put into every text that it has a say in. */
    public static final String HOSTILE = "=HYPERLINK(\"http://evil.example/\"),\u001b[2J\u0007\u0000\u202e`|</script>"
            + "<img src=x onerror=alert(1)>]]>&amp;@everyone\r\n-- |*_[x](javascript:1)\ud800\ufffe";

    private static final Instant AT = Instant.parse("2026-11-24T10:00:03Z");
    private static final String NONCE = "0123456789abcdef0123456789abcdef";
    private static final Proof PROOF = new Proof(new Nonce(NONCE), 25, "5e".repeat(32));

    private SampleReports() {}

    /** Every verdict once, the hostile peer among them, and what was skipped. */
    public static Report everyVerdict(Locale language) {
        return report(
                List.of(openSquid(), hostile(), suspect(), loginNeeded(), inconclusive(), notARelay(), unreachable()),
                List.of(
                        Skipped.of(Endpoint.of("198.51.100.7", 80), "is documentation space (RFC 5737)"),
                        new Skipped("www.example.com", Optional.empty(), "the name has no address")),
                language);
    }

    /** The hostile peer alone, and a skipped target that is as bad. */
    public static Report hostileOnly() {
        return report(
                List.of(hostileExplained()), List.of(new Skipped(HOSTILE, Optional.empty(), HOSTILE)), Locale.ENGLISH);
    }

    /** Nothing was asked. */
    public static Report empty() {
        return report(List.of(), List.of(), Locale.ENGLISH);
    }

    /** As many endpoints as told, most of them closed, one in twenty open; made anew at each pass. */
    public static Report many(int endpoints) {
        int open = endpoints / 20;
        Finding worst = openSquid();
        Finding mildest = unreachable();
        Iterable<Finding> findings = () -> IntStream.range(0, endpoints)
                .mapToObj(i -> at(i < open ? worst : mildest, i))
                .iterator();
        Summary summary = new Summary(
                endpoints,
                ImmutableMap.of(Verdict.OPEN, (long) open, Verdict.UNREACHABLE, (long) endpoints - open),
                ImmutableMap.of(Severity.NONE, (long) endpoints - open, Severity.CRITICAL, (long) open),
                0);
        return new Report(run(), summary, findings, List.of(), Locale.ENGLISH);
    }

    /** Two endpoints as two places see them; the second place bears a hostile name. */
    public static Report fromTwoPlaces(Locale language) {
        Report one = report(List.of(openSquid(), suspect()), List.of(), language);
        ImmutableList<Vantage> places = ImmutableList.of(
                new Vantage("office", "10.77.9.1", true, "run-1"), new Vantage(HOSTILE, HOSTILE, false, "run-2"));
        Vantages vantages = new Vantages(
                places,
                ImmutableList.of(
                        Vantages.row(
                                openSquid().endpoint(),
                                ImmutableMap.of("office", Verdict.OPEN, HOSTILE, Verdict.NOT_A_RELAY),
                                places),
                        Vantages.row(suspect().endpoint(), ImmutableMap.of("office", Verdict.SUSPECT), places)));
        return new Report(
                one.run(),
                one.summary(),
                one.findings(),
                one.skipped(),
                language,
                one.standing(),
                Optional.of(vantages));
    }

    /** A report of these. */
    public static Report report(List<Finding> findings, List<Skipped> skipped, Locale language) {
        Summary summary = new Summary(
                findings.size(),
                counts(findings, Finding::verdict),
                counts(findings, Finding::severity),
                skipped.stream().mapToLong(Skipped::count).sum());
        return new Report(run(), summary, findings, skipped, language);
    }

    /** A complete scan from the inside. */
    public static Run run() {
        return new Run(
                "20261124T100000Z-8c41",
                "0.1.0",
                Instant.parse("2026-11-24T10:00:00Z"),
                Optional.of(Instant.parse("2026-11-24T10:00:42Z")),
                true,
                "10.77.9.1",
                new Run.CanaryUsed(ImmutableList.of("10.77.3.1"), ImmutableList.of(8471, 443, 80, 25), true),
                ImmutableMap.of("ports", "80,8080", "rate", "200/s"),
                "ab".repeat(32),
                ImmutableList.of("a private vantage point: only a scan from outside tells about strangers"),
                new Run.Receipt(14, 12, 31, 4096, 16384, 9, 2));
    }

    /** The same scan, killed before anything was known. */
    public static Run killed(Run run) {
        return new Run(
                run.id(),
                run.version(),
                run.started(),
                Optional.empty(),
                false,
                run.vantage(),
                run.canary(),
                run.settings(),
                run.digest(),
                run.warnings(),
                Run.Receipt.NONE);
    }

    /** The same report, for an owner with a policy. */
    static Report standing(Report plain, Standing standing) {
        return new Report(
                plain.run(),
                plain.summary(),
                plain.findings(),
                plain.skipped(),
                plain.language(),
                standing,
                Optional.empty());
    }

    /** The standing to a policy that accepts this endpoint. */
    static Standing accepting(String target) {
        Policy policy = PolicyFile.parse("a.toml", """
                        [[accepted]]
                        target = "%s"
                        owner = "web team"
                        reason = "moves"
                        ticket = "RISK-17"
                        expires = 2027-01-31
                        """.formatted(target)).value();
        return new Standing(policy, Optional.empty(), "", LocalDate.parse("2026-11-24"));
    }

    /** Squid, open to everyone; a mail port is among those that were reached. */
    public static Finding openSquid() {
        ProbeResult connect = new ProbeResult(
                "connect-25",
                Way.CONNECT,
                NONCE,
                "CONNECT 10.77.3.1:25 HTTP/1.1",
                Outcome.Kind.RELAYED,
                200,
                "Connection established",
                12,
                "the canary's proof came back",
                "HTTP/1.1 200 Connection established\r\n\r\n220 canary\r\n250 " + PROOF.hmac() + "\r\n",
                Optional.of(PROOF),
                ImmutableList.of(new ProbeResult.Seen(25, "10.77.2.9", "SMTP", "EHLO " + NONCE + "\r\n")));
        return finding("10.77.2.1", 80, Verdict.OPEN, Severity.CRITICAL, "relayed")
                .because(
                        "relays for whoever asks from here — CONNECT to 25, 443 and absolute-form GET to 80: the proof came back")
                .names("www.example.net", "proxy.example.net")
                .label("web team, #4711")
                .relays(ImmutableSetMultimap.of(Way.GET, 80, Way.CONNECT, 25, Way.CONNECT, 443))
                .egress("10.77.2.9")
                .product(new Product("Squid", Optional.of("5.7"), "Server: squid/5.7"))
                .probes(connect, refused("get-8471", Way.GET, "GET http://10.77.3.1:8471/" + NONCE + "/ HTTP/1.1", 403))
                .notAsked(new NotAsked("get-443", "the first GET was answered by the host itself"))
                .build();
    }

    /** Says that there is a tunnel, and nothing comes through. */
    public static Finding suspect() {
        ProbeResult accepted = new ProbeResult(
                "connect-443",
                Way.CONNECT,
                NONCE,
                "CONNECT 10.77.3.1:443 HTTP/1.1",
                Outcome.Kind.ACCEPTED,
                200,
                "Connection Established",
                7001,
                "said 200 to CONNECT, then nothing came through",
                "HTTP/1.0 200 Connection Established\r\n\r\n",
                Optional.empty(),
                ImmutableList.of());
        return finding("10.77.2.2", 8080, Verdict.SUSPECT, Severity.MEDIUM, "attempted")
                .because("tried or agreed to relay, but nothing was proved — CONNECT to 443: said 200 to CONNECT")
                .label("営業部のプロキシ")
                .probes(accepted)
                .build();
    }

    /** Wants a login. */
    public static Finding loginNeeded() {
        return finding("10.77.2.3", 3128, Verdict.LOGIN_NEEDED, Severity.LOW, "login")
                .because("relays for those who log in — CONNECT to 443: answered 407")
                .product(new Product("Squid", Optional.empty(), "X-Squid-Error: ERR_CACHE_ACCESS_DENIED 0"))
                .probes(refused("connect-443", Way.CONNECT, "CONNECT 10.77.3.1:443 HTTP/1.1", 407))
                .build();
    }

    /** Took the connection and said nothing. */
    public static Finding inconclusive() {
        return finding("10.77.2.4", 80, Verdict.INCONCLUSIVE, Severity.INFO, "unjudged")
                .because("could not be judged — absolute-form GET to 8471: no answer within 10 s")
                .probes(silent(Outcome.Kind.SILENT, "no answer within 10 s"))
                .build();
    }

    /** An ordinary web server, over IPv6. */
    public static Finding notARelay() {
        return finding("fd00::5", 80, Verdict.NOT_A_RELAY, Severity.NONE, "refused")
                .because("does not relay — CONNECT to 443, 25: refused with 405 Method Not Allowed")
                .probes(refused("connect-443", Way.CONNECT, "CONNECT [fd00::9]:443 HTTP/1.1", 405))
                .build();
    }

    /** Nothing listens. */
    public static Finding unreachable() {
        return finding("10.77.2.6", 8080, Verdict.UNREACHABLE, Severity.NONE, "no-port")
                .because("cannot be reached: the dial was refused")
                .probes(new ProbeResult(
                        "get-8471",
                        Way.GET,
                        "",
                        "",
                        Outcome.Kind.PORT_CLOSED,
                        0,
                        "",
                        0,
                        "the dial was refused",
                        "",
                        Optional.empty(),
                        ImmutableList.of()))
                .build();
    }

    /** An open relay that puts {@link #HOSTILE} wherever it can. */
    public static Finding hostile() {
        ProbeResult probe = new ProbeResult(
                "get-80",
                Way.GET,
                NONCE,
                "GET http://10.77.3.1:80/" + NONCE + "/ HTTP/1.1",
                Outcome.Kind.RELAYED,
                200,
                HOSTILE,
                3,
                HOSTILE,
                HOSTILE,
                Optional.of(new Proof(new Nonce(NONCE), 80, "af".repeat(32))),
                ImmutableList.of(new ProbeResult.Seen(80, "10.77.2.66", "HTTP", HOSTILE)));
        return finding("10.77.2.66", 80, Verdict.OPEN, Severity.HIGH, "relayed")
                .because(HOSTILE)
                .names(HOSTILE)
                .label(HOSTILE)
                .relays(ImmutableSetMultimap.of(Way.GET, 80))
                .egress("10.77.2.66")
                .product(new Product(HOSTILE, Optional.of(HOSTILE), HOSTILE))
                .probes(probe)
                .notAsked(new NotAsked("connect-25", HOSTILE))
                .late(new ProbeResult.Seen(443, "10.77.2.66", "HTTP", HOSTILE))
                .build();
    }

    /** An open relay that says a lot, whose owner has a long name; the nonce stands where it is cut. */
    public static Finding longWinded() {
        String said = "x".repeat(110) + NONCE + "y".repeat(9000);
        ProbeResult probe = new ProbeResult(
                "get-80",
                Way.GET,
                NONCE,
                "GET http://10.77.3.1:80/" + NONCE + "/ HTTP/1.1",
                Outcome.Kind.RELAYED,
                200,
                said,
                3,
                said,
                said,
                Optional.of(new Proof(new Nonce(NONCE), 80, "af".repeat(32))),
                ImmutableList.of());
        return finding("10.77.2.77", 80, Verdict.OPEN, Severity.HIGH, "relayed")
                .because("relays for strangers: " + "z".repeat(2968) + said)
                .label("L".repeat(10_000))
                .relays(ImmutableSetMultimap.of(Way.GET, 80))
                .probes(probe, probe, probe)
                .build();
    }

    private static ProbeResult refused(String id, Way way, String request, int status) {
        return new ProbeResult(
                id,
                way,
                NONCE,
                request,
                status == 407 ? Outcome.Kind.CHALLENGED : Outcome.Kind.REFUSED,
                status,
                "Refused",
                4,
                "refused with " + status,
                "HTTP/1.1 " + status + " Refused\r\nServer: test\r\nContent-Length: 0\r\n\r\n",
                Optional.empty(),
                ImmutableList.of());
    }

    private static ProbeResult silent(Outcome.Kind kind, String because) {
        return new ProbeResult(
                "get-8471",
                Way.GET,
                NONCE,
                "GET http://10.77.3.1:8471/" + NONCE + "/ HTTP/1.1",
                kind,
                0,
                "",
                10_000,
                because,
                "",
                Optional.empty(),
                ImmutableList.of());
    }

    /** An open relay at another address, which leaves it by another; of its port 80. */
    public static Finding open(String address, String egress) {
        return open(address, egress, 80);
    }

    /** The same at another port. */
    public static Finding open(String address, String egress, int port) {
        Draft draft = finding(address, port, Verdict.OPEN, Severity.HIGH, "relayed")
                .because("relays for whoever asks from here")
                .relays(ImmutableSetMultimap.of(Way.GET, 80));
        return (egress.isEmpty() ? draft : draft.egress(egress)).build();
    }

    /** Squid again, with what its owner's files say. */
    public static Finding explained() {
        return openSquid()
                .with(background("/etc/squid/squid.conf", "http_access allow all", "203.0.113.9", "mail.example.net"));
    }

    /** The hostile peer, whose owner's files are as bad. */
    public static Finding hostileExplained() {
        return hostile().with(background(HOSTILE, HOSTILE, HOSTILE, HOSTILE));
    }

    private static Background background(String file, String directive, String source, String host) {
        return new Background(
                ImmutableList.of(new Background.Cause(
                        file,
                        12,
                        directive,
                        "Squid",
                        true,
                        ImmutableList.of(443, 80, 25),
                        "anyone",
                        Severity.CRITICAL,
                        "lets through CONNECT to every port " + source,
                        "Allow only the addresses of one's own network.",
                        "http_access allow localnet " + host)),
                Optional.of(new Background.Impact(
                        ImmutableList.of(file + ".log"),
                        1200,
                        3,
                        41,
                        7,
                        5,
                        Optional.of(Instant.parse("2026-11-02T03:14:12Z")),
                        Optional.of(AT),
                        ImmutableList.of(new Background.Source(source, true, 40, 6)),
                        ImmutableList.of(
                                new Background.Place(host, Optional.of(25), 41, 5, "spam"),
                                new Background.Place(host, Optional.empty(), 0, 2, "")),
                        ImmutableList.of("Keep these logs: " + file))));
    }

    /** The same with another label. */
    public static Finding labelled(Finding finding, String label) {
        return like(finding, finding.endpoint(), Optional.of(label), finding.severity());
    }

    /** The same, as bad as this. */
    public static Finding withSeverity(Finding finding, Severity severity) {
        return like(finding, finding.endpoint(), finding.label(), severity);
    }

    private static Finding at(Finding finding, int number) {
        String address = "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
        return like(finding, Endpoint.of(address, finding.endpoint().port()), finding.label(), finding.severity());
    }

    private static Finding like(Finding finding, Endpoint endpoint, Optional<String> label, Severity severity) {
        return new Finding(
                endpoint,
                finding.names(),
                label,
                finding.at(),
                finding.verdict(),
                severity,
                finding.rule(),
                finding.because(),
                finding.relays(),
                finding.egress(),
                finding.disclosure(),
                finding.product(),
                finding.probes(),
                finding.notAsked(),
                finding.late(),
                Background.NONE);
    }

    private static <E extends Enum<E>> ImmutableMap<E, Long> counts(List<Finding> findings, Function<Finding, E> by) {
        Map<E, Long> counts = findings.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
        return Maps.immutableEnumMap(counts);
    }

    private static Draft finding(String address, int port, Verdict verdict, Severity severity, String rule) {
        return new Draft(Endpoint.of(address, port), verdict, severity, rule);
    }

    /** A finding in the making: what is not said is empty. */
    private static final class Draft {
        private final Endpoint endpoint;
        private final Verdict verdict;
        private final Severity severity;
        private final String rule;
        private String because = "";
        private ImmutableList<String> names = ImmutableList.of();
        private Optional<String> label = Optional.empty();
        private Relays relays = Relays.NONE;
        private ImmutableList<String> egress = ImmutableList.of();
        private Optional<Product> product = Optional.empty();
        private ImmutableList<ProbeResult> probes = ImmutableList.of();
        private ImmutableList<NotAsked> notAsked = ImmutableList.of();
        private ImmutableList<ProbeResult.Seen> late = ImmutableList.of();

        Draft(Endpoint endpoint, Verdict verdict, Severity severity, String rule) {
            this.endpoint = endpoint;
            this.verdict = verdict;
            this.severity = severity;
            this.rule = rule;
        }

        Draft because(String words) {
            because = words;
            return this;
        }

        Draft names(String... listed) {
            names = ImmutableList.copyOf(listed);
            return this;
        }

        Draft label(String words) {
            label = Optional.of(words);
            return this;
        }

        Draft relays(ImmutableSetMultimap<Way, Integer> ports) {
            relays = new Relays(ports);
            return this;
        }

        Draft egress(String address) {
            egress = ImmutableList.of(address);
            return this;
        }

        Draft product(Product found) {
            product = Optional.of(found);
            return this;
        }

        Draft probes(ProbeResult... results) {
            probes = ImmutableList.copyOf(results);
            return this;
        }

        Draft notAsked(NotAsked question) {
            notAsked = ImmutableList.of(question);
            return this;
        }

        Draft late(ProbeResult.Seen arrival) {
            late = ImmutableList.of(arrival);
            return this;
        }

        Finding build() {
            Optional<Disclosure> disclosure =
                    egress.isEmpty() ? Optional.empty() : Optional.of(Disclosure.NAMES_ITSELF);
            return new Finding(
                    endpoint,
                    names,
                    label,
                    AT,
                    verdict,
                    severity,
                    rule,
                    because,
                    relays,
                    egress,
                    disclosure,
                    product,
                    probes,
                    notAsked,
                    late,
                    Background.NONE);
        }
    }
}
