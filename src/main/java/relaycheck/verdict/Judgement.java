package relaycheck.verdict;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.net.InetAddresses;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relaycheck.probe.Answer;
import relaycheck.probe.Evidence;
import relaycheck.probe.Outcome;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.product.Products;
import relaycheck.product.Words;
import relaycheck.proof.Arrival;
import relaycheck.proof.Disclosure;
import relaycheck.proof.Nonce;
import relaycheck.target.Endpoint;

/** Judges an endpoint by everything that is known of it. Pure. */
public final class Judgement {
    private final Products products;

    /** A judgement that knows these products. */
    public Judgement(Products products) {
        this.products = products;
    }

    /**
     * What is known of an endpoint.
     *
     * @param endpoint which
     * @param names    the listed names that led there
     * @param label    what the target list says behind it
     * @param heard    every question and its answer, in the order of the answers
     * @param firstGet the id of the first GET
     * @param notAsked what was left out; looked up only where the finding tells it
     * @param arrivals what the canary saw
     * @param direct   nonces that came to the canary from sockets of our own
     * @param outcomes what has read the answers already
     */
    public record Known(
            Endpoint endpoint,
            ImmutableList<String> names,
            Optional<String> label,
            ImmutableList<Heard> heard,
            String firstGet,
            Supplier<ImmutableList<NotAsked>> notAsked,
            ImmutableListMultimap<Nonce, Arrival> arrivals,
            ImmutableSet<Nonce> direct,
            Outcomes outcomes) {}

    /**
     * An answer and how long it took.
     *
     * @param answer    the facts
     * @param elapsedMs in milliseconds
     */
    public record Heard(Answer answer, long elapsedMs) {}

    /** The finding, dated. */
    public Finding judge(Known known, Instant at) {
        ImmutableMap<String, Answer> answers = known.heard().stream()
                .map(Heard::answer)
                .collect(ImmutableMap.toImmutableMap(Answer::id, answer -> answer));
        ImmutableList.Builder<ProbeResult> results = ImmutableList.builder();
        ImmutableList.Builder<Outcome> counted = ImmutableList.builder();
        Optional<Answer> get = get(answers, known.firstGet());
        for (Heard heard : known.heard()) {
            Outcome outcome = outcome(heard.answer(), get, answers, known);
            results.add(result(heard, outcome, known));
            if (heard.answer().way() != Way.CONTROL) {
                counted.add(outcome);
            }
        }
        ImmutableList<Outcome> judged = counted.build();
        Row row = VerdictTable.decide(judged.stream().map(Outcome::kind).collect(toImmutableSet()));
        Relays relays = relays(judged);
        return new Finding(
                known.endpoint(),
                known.names(),
                known.label(),
                at,
                row.verdict(),
                VerdictTable.severity(row, relays.all()),
                row.id(),
                Because.of(row, judged),
                relays,
                known.arrivals().values().stream()
                        .map(arrival -> InetAddresses.toAddrString(arrival.source()))
                        .distinct()
                        .collect(toImmutableList()),
                disclosure(known),
                product(known),
                results.build(),
                row.verdict() == Verdict.UNREACHABLE
                        ? ImmutableList.of()
                        : known.notAsked().get(),
                ImmutableList.of());
    }

    private Outcome outcome(Answer answer, Optional<Answer> get, ImmutableMap<String, Answer> answers, Known known) {
        Nonce nonce = answer.subject().nonce();
        return known.outcomes()
                .judge(
                        answer,
                        new Evidence(
                                Optional.ofNullable(answers.get(Probes.CONTROL.name())),
                                get,
                                Optional.ofNullable(answers.get(otherVoice(answer))),
                                known.arrivals().get(nonce),
                                known.direct().contains(nonce)));
    }

    /** The answer to the first GET; where nothing was said in plain, what was said to one in TLS. */
    private static Optional<Answer> get(ImmutableMap<String, Answer> answers, String firstGet) {
        Answer plain = answers.get(firstGet);
        if (plain != null && plain.heardAnything()) {
            return Optional.of(plain);
        }
        return answers.values().stream()
                .filter(answer -> answer.way() == Way.TLS_GET && answer.head().isPresent())
                .findFirst();
    }

    /** The id of the same tunnel in the other voice; of what has none, an id that nothing has. */
    private static String otherVoice(Answer answer) {
        String first = Probes.CONNECT.name() + "-" + answer.port();
        String second = Probes.CONNECT_OTHERWISE.name() + "-" + answer.port();
        return answer.id().equals(first) ? second : answer.id().equals(second) ? first : "";
    }

    private static Relays relays(ImmutableList<Outcome> outcomes) {
        ImmutableSetMultimap.Builder<Way, Integer> ports = ImmutableSetMultimap.builder();
        outcomes.forEach(outcome -> ports.putAll(outcome.subject().way(), outcome.arrived()));
        return new Relays(ports.build());
    }

    private static Optional<Disclosure> disclosure(Known known) {
        return known.arrivals().values().stream()
                .filter(arrival -> arrival.protocol() == Arrival.Protocol.HTTP
                        && !arrival.head().startsWith("CONNECT"))
                .map(Disclosure::of)
                .min(Disclosure::compareTo);
    }

    /** Of answers with the same status line, Server and number of fields one is enough to tell the product by. */
    private Optional<Product> product(Known known) {
        Map<String, Words> distinct = new LinkedHashMap<>();
        for (Heard heard : known.heard()) {
            Answer answer = heard.answer();
            if (answer.heardAnything()) {
                String kind = answer.head()
                        .map(head -> head.statusLine()
                                + head.header("Server")
                                + head.headers().size())
                        .orElse(answer.id());
                distinct.computeIfAbsent(kind, unread -> Outcomes.words(answer));
            }
        }
        return distinct.isEmpty() ? Optional.empty() : products.identify(ImmutableList.copyOf(distinct.values()));
    }

    private static ProbeResult result(Heard heard, Outcome outcome, Known known) {
        Answer answer = heard.answer();
        return new ProbeResult(
                answer.id(),
                answer.way(),
                answer.subject().nonce().hex(),
                answer.request(),
                outcome.kind(),
                answer.status(),
                answer.head().map(head -> head.reason()).orElse(""),
                heard.elapsedMs(),
                outcome.because(),
                asExchanged(answer, outcome.kind()),
                answer.proof(),
                known.arrivals().get(answer.subject().nonce()).stream()
                        .map(ProbeResult.Seen::of)
                        .collect(toImmutableList()));
    }

    /** Head, content and tunnel, as they came. */
    private static String asExchanged(Answer answer, Outcome.Kind outcome) {
        String head = answer.head().map(each -> each.text() + "\n").orElse("");
        String tunnel = answer.tunnel()
                .map(inside -> "\n[tunnel]\n"
                        + inside.reply().map(reply -> reply.text() + "\n").orElse("")
                        + inside.heard().latin1())
                .orElse("");
        return Excerpt.of(head + answer.content().latin1() + tunnel, outcome, answer.proof());
    }
}
