package relaycheck.verdict;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Lists;
import com.google.common.net.InetAddresses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relaycheck.http.ResponseHead;
import relaycheck.probe.Answer;
import relaycheck.probe.Evidence;
import relaycheck.probe.Http2;
import relaycheck.probe.Likeness;
import relaycheck.probe.Outcome;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.probe.Tunnel;
import relaycheck.probe.Way;
import relaycheck.product.Matches;
import relaycheck.product.Product;
import relaycheck.product.Products;
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

    /** The finding, dated. Plain loops here and below: a scan of a network does little else than this. */
    public Finding judge(Known known, Instant at) {
        Map<String, Answer> answers = new HashMap<>();
        for (Heard heard : known.heard()) {
            answers.put(heard.answer().id(), heard.answer());
        }
        ImmutableList.Builder<ProbeResult> results = ImmutableList.builder();
        ImmutableList.Builder<Outcome> counted = ImmutableList.builder();
        Set<Outcome.Kind> kinds = EnumSet.noneOf(Outcome.Kind.class);
        Optional<Answer> get = get(answers, known);
        for (Heard heard : known.heard()) {
            Outcome outcome = outcome(heard.answer(), get, answers, known);
            results.add(result(heard, outcome, known));
            if (heard.answer().way() != Way.CONTROL) {
                counted.add(outcome);
                kinds.add(outcome.kind());
            }
        }
        ImmutableList<Outcome> judged = counted.build();
        Row row = VerdictTable.decide(kinds);
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
                egress(known),
                disclosure(known),
                product(known),
                results.build(),
                row.verdict() == Verdict.UNREACHABLE
                        ? ImmutableList.of()
                        : known.notAsked().get(),
                ImmutableList.of(),
                Background.NONE);
    }

    private Outcome outcome(Answer answer, Optional<Answer> get, Map<String, Answer> answers, Known known) {
        return known.outcomes()
                .judge(
                        answer,
                        new Evidence(
                                Optional.ofNullable(answers.get(Probes.CONTROL.name())),
                                get,
                                answer.tunnel().isPresent()
                                        ? Optional.ofNullable(answers.get(otherVoice(answer)))
                                        : Optional.empty(),
                                arrivals(answer, known),
                                isDirect(answer, known)));
    }

    /** The answer to the first GET; where HTTP/1.1 in plain got none, what was said to one in TLS or in HTTP/2. */
    private static Optional<Answer> get(Map<String, Answer> answers, Known known) {
        Answer plain = answers.get(known.firstGet());
        if (plain != null && plain.heardAnything() && !Http2.isSpoken(plain.content())) {
            return Optional.of(plain);
        }
        for (Heard heard : known.heard()) {
            Answer answer = heard.answer();
            boolean inTls = answer.way() == Way.TLS_GET && answer.head().isPresent();
            if (inTls || isInHttp2(answer)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** A 400 in HTTP/1.1 to the preface says nothing of HTTP/2, nor why a whole request got no answer. */
    private static boolean isInHttp2(Answer answer) {
        return answer.way() == Way.H2_GET
                && answer.head()
                        .filter(head -> head.version().equals(Http2.VERSION))
                        .isPresent();
    }

    /** The id of the same tunnel in the other voice, asked for in HTTP/1.0 too; of what has none, an id that nothing has. */
    private static String otherVoice(Answer answer) {
        String second = Probes.CONNECT_OTHERWISE.name() + "-" + answer.port();
        return answer.way() != Way.CONNECT
                ? ""
                : answer.id().equals(second) ? Probes.CONNECT.name() + "-" + answer.port() : second;
    }

    private static Relays relays(ImmutableList<Outcome> outcomes) {
        ImmutableSetMultimap.Builder<Way, Integer> ports = ImmutableSetMultimap.builder();
        boolean any = false;
        for (Outcome outcome : outcomes) {
            ports.putAll(outcome.subject().way(), outcome.arrived());
            any |= !outcome.arrived().isEmpty();
        }
        return any ? new Relays(ports.build()) : Relays.NONE;
    }

    private static ImmutableList<String> egress(Known known) {
        Set<String> sources = new LinkedHashSet<>();
        for (Arrival arrival : known.arrivals().values()) {
            sources.add(InetAddresses.toAddrString(arrival.source()));
        }
        return ImmutableList.copyOf(sources);
    }

    private static Optional<Disclosure> disclosure(Known known) {
        Disclosure least = null;
        for (Arrival arrival : known.arrivals().values()) {
            if (arrival.protocol() == Arrival.Protocol.HTTP && !arrival.head().startsWith("CONNECT")) {
                Disclosure disclosure = Disclosure.of(arrival);
                least = least == null || disclosure.compareTo(least) < 0 ? disclosure : least;
            }
        }
        return Optional.ofNullable(least);
    }

    /** Of answers with the same status line, Server and number of fields one is enough to tell the product by. */
    private Optional<Product> product(Known known) {
        List<Answer> distinct = new ArrayList<>();
        List<Matches> matches = new ArrayList<>();
        for (Heard heard : known.heard()) {
            Answer answer = heard.answer();
            if (answer.heardAnything() && !isLikeOneOf(distinct, answer)) {
                distinct.add(answer);
                matches.add(known.outcomes().matches(answer));
            }
        }
        return matches.isEmpty() ? Optional.empty() : products.identify(matches);
    }

    private static boolean isLikeOneOf(List<Answer> others, Answer answer) {
        for (Answer other : others) {
            if (answer.head().isPresent()
                    && other.head().isPresent()
                    && isLike(answer.head().get(), other.head().get())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLike(ResponseHead one, ResponseHead other) {
        return one.headers().size() == other.headers().size() && Likeness.sameHead(one, other);
    }

    private static ProbeResult result(Heard heard, Outcome outcome, Known known) {
        Answer answer = heard.answer();
        return new ProbeResult(
                answer.id(),
                answer.way(),
                answer.subject().digits(),
                answer.request(),
                outcome.kind(),
                answer.status(),
                answer.head().isPresent() ? answer.head().get().reason() : "",
                heard.elapsedMs(),
                outcome.because(),
                asExchanged(answer, outcome.kind()),
                answer.proof(),
                seen(arrivals(answer, known)));
    }

    private static ImmutableList<Arrival> arrivals(Answer answer, Known known) {
        Optional<Nonce> nonce = answer.subject().nonce();
        return nonce.isPresent() ? known.arrivals().get(nonce.get()) : ImmutableList.of();
    }

    private static boolean isDirect(Answer answer, Known known) {
        Optional<Nonce> nonce = answer.subject().nonce();
        return nonce.isPresent() && known.direct().contains(nonce.get());
    }

    private static ImmutableList<ProbeResult.Seen> seen(ImmutableList<Arrival> arrivals) {
        return arrivals.isEmpty()
                ? ImmutableList.of()
                : ImmutableList.copyOf(Lists.transform(arrivals, ProbeResult.Seen::of));
    }

    /** Head, content and tunnel, as they came. */
    private static String asExchanged(Answer answer, Outcome.Kind outcome) {
        String head = answer.head().isPresent() ? answer.head().get().text() : "";
        StringBuilder text =
                new StringBuilder(head.length() + 1 + answer.content().length()).append(head);
        if (answer.head().isPresent()) {
            text.append('\n');
        }
        text.append(answer.content().latin1());
        if (answer.tunnel().isPresent()) {
            Tunnel inside = answer.tunnel().get();
            text.append("\n[tunnel]\n");
            if (inside.reply().isPresent()) {
                text.append(inside.reply().get().text()).append('\n');
            }
            text.append(inside.heard().latin1());
        }
        return Excerpt.of(text.toString(), outcome, answer.proof());
    }
}
