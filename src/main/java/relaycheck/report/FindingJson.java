package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import relaycheck.history.Change;
import relaycheck.policy.Ruling;
import relaycheck.policy.Standing;
import relaycheck.probe.Outcome;
import relaycheck.probe.Way;
import relaycheck.product.Product;
import relaycheck.product.Remedy;
import relaycheck.proof.Disclosure;
import relaycheck.proof.Nonce;
import relaycheck.proof.Proof;
import relaycheck.target.Endpoint;
import relaycheck.verdict.Finding;
import relaycheck.verdict.NotAsked;
import relaycheck.verdict.ProbeResult;
import relaycheck.verdict.Relays;
import relaycheck.verdict.Severity;
import relaycheck.verdict.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A finding as the JSON object of the report, written as a stream and read again. */
public final class FindingJson {
    private FindingJson() {}

    /** Writes the object. */
    public static void write(JsonGenerator json, Finding finding) {
        write(json, finding, Standing.NONE);
    }

    /** Writes the object, and how it stands to a policy and to an earlier scan. */
    static void write(JsonGenerator json, Finding finding, Standing standing) {
        json.writeStartObject();
        json.writeStringProperty("address", finding.endpoint().host());
        json.writeNumberProperty("port", finding.endpoint().port());
        strings(json, "names", finding.names());
        optional(json, "label", finding.label());
        json.writeStringProperty("at", finding.at().toString());
        json.writeStringProperty("verdict", finding.verdict().name());
        json.writeStringProperty("severity", finding.severity().word());
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("because", finding.because());
        relays(json, finding.relays());
        strings(json, "egress", finding.egress());
        if (finding.disclosure().isPresent()) {
            json.writeObjectPropertyStart("disclosure");
            json.writeStringProperty("kind", finding.disclosure().get().name());
            json.writeEndObject();
        }
        if (finding.product().isPresent()) {
            product(json, finding.product().get());
        }
        json.writeArrayPropertyStart("probes");
        for (ProbeResult probe : finding.probes()) {
            probe(json, probe);
        }
        json.writeEndArray();
        notAsked(json, finding.notAsked());
        if (!finding.late().isEmpty()) {
            seen(json, "late", finding.late());
        }
        BackgroundJson.write(json, finding.background());
        remedy(json, finding);
        standing(json, finding, standing);
        json.writeEndObject();
    }

    private static void standing(JsonGenerator json, Finding finding, Standing standing) {
        Optional<Ruling> ruling = standing.ruling(finding);
        if (ruling.isPresent()) {
            json.writeObjectPropertyStart("policy");
            json.writeStringProperty("kind", ruling.get().kind().word());
            json.writeStringProperty("because", ruling.get().words());
            json.writeEndObject();
        }
        Optional<Change> change = standing.change(finding.endpoint());
        if (change.isPresent()) {
            json.writeStringProperty("change", change.get().kind().word());
        }
    }

    private static void relays(JsonGenerator json, Relays relays) {
        json.writeObjectPropertyStart("relays");
        for (Way way : Way.values()) {
            ImmutableSortedSet<Integer> ports = relays.by(way);
            boolean always = way == Way.GET || way == Way.CONNECT || way == Way.HOST;
            if (always || !ports.isEmpty()) {
                json.writeArrayPropertyStart(way.word());
                for (Integer port : ports) {
                    json.writeNumber(port);
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void product(JsonGenerator json, Product product) {
        json.writeObjectPropertyStart("product");
        json.writeStringProperty("name", product.name());
        optional(json, "version", product.version());
        json.writeStringProperty("evidence", product.evidence());
        json.writeEndObject();
    }

    private static void probe(JsonGenerator json, ProbeResult probe) {
        json.writeStartObject();
        json.writeStringProperty("id", probe.id());
        json.writeStringProperty("way", probe.way().word());
        json.writeStringProperty("nonce", probe.nonce());
        json.writeStringProperty("request", probe.request());
        json.writeStringProperty("outcome", probe.outcome().name());
        json.writeNumberProperty("status", probe.status());
        json.writeStringProperty("reason", probe.reason());
        json.writeNumberProperty("elapsedMs", probe.elapsedMs());
        json.writeStringProperty("because", probe.because());
        json.writeStringProperty("answer", probe.answer());
        if (probe.proof().isPresent()) {
            json.writeObjectPropertyStart("proof");
            json.writeNumberProperty("port", probe.proof().get().port());
            json.writeStringProperty("hmac", probe.proof().get().hmac());
            json.writeEndObject();
        }
        if (!probe.arrivals().isEmpty()) {
            seen(json, "arrivals", probe.arrivals());
        }
        json.writeEndObject();
    }

    private static void seen(JsonGenerator json, String name, ImmutableList<ProbeResult.Seen> arrivals) {
        json.writeArrayPropertyStart(name);
        for (ProbeResult.Seen arrival : arrivals) {
            json.writeStartObject();
            json.writeNumberProperty("port", arrival.port());
            json.writeStringProperty("source", arrival.source());
            json.writeStringProperty("protocol", arrival.protocol());
            json.writeStringProperty("head", arrival.head());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void notAsked(JsonGenerator json, ImmutableList<NotAsked> notAsked) {
        json.writeArrayPropertyStart("notAsked");
        for (NotAsked question : notAsked) {
            json.writeStartObject();
            json.writeStringProperty("id", question.id());
            json.writeStringProperty("why", question.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void remedy(JsonGenerator json, Finding finding) {
        if (finding.verdict() != Verdict.OPEN && finding.verdict() != Verdict.SUSPECT) {
            return;
        }
        Remedy remedy = Remedies.of(finding, Locale.ENGLISH);
        json.writeObjectPropertyStart("remedy");
        json.writeStringProperty("change", remedy.change());
        strings(json, "configuration", remedy.configuration());
        json.writeStringProperty("check", remedy.check());
        BackgroundJson.remedy(json, finding.background());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, Iterable<String> texts) {
        json.writeArrayPropertyStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> text) {
        if (text.isPresent()) {
            json.writeStringProperty(name, text.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    /**
     * Reads what {@link #write} wrote; the remedy is looked up anew.
     *
     * @throws IllegalArgumentException where it is not such an object
     */
    public static Finding read(JsonNode json) {
        try {
            return finding(json);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a finding: " + e.getMessage(), e);
        }
    }

    private static Finding finding(JsonNode json) {
        return new Finding(
                Endpoint.of(text(json, "address"), json.path("port").intValue()),
                texts(json, "names"),
                maybe(json, "label"),
                Instant.parse(text(json, "at")),
                Verdict.valueOf(text(json, "verdict")),
                Severity.valueOf(text(json, "severity").toUpperCase(Locale.ROOT)),
                text(json, "rule"),
                text(json, "because"),
                readRelays(json.path("relays")),
                texts(json, "egress"),
                maybe(json.path("disclosure"), "kind").map(Disclosure::valueOf),
                json.has("product") ? Optional.of(readProduct(json.path("product"))) : Optional.empty(),
                list(json, "probes", FindingJson::readProbe),
                list(json, "notAsked", node -> new NotAsked(text(node, "id"), text(node, "why"))),
                list(json, "late", FindingJson::readSeen),
                BackgroundJson.read(json));
    }

    private static Relays readRelays(JsonNode json) {
        ImmutableSetMultimap.Builder<Way, Integer> ports = ImmutableSetMultimap.builder();
        for (Way way : Way.values()) {
            json.path(way.word()).forEach(port -> ports.put(way, port.intValue()));
        }
        return new Relays(ports.build());
    }

    private static Product readProduct(JsonNode json) {
        return new Product(text(json, "name"), maybe(json, "version"), text(json, "evidence"));
    }

    private static ProbeResult readProbe(JsonNode json) {
        String nonce = text(json, "nonce");
        JsonNode proof = json.path("proof");
        return new ProbeResult(
                text(json, "id"),
                way(text(json, "way")),
                nonce,
                text(json, "request"),
                Outcome.Kind.valueOf(text(json, "outcome")),
                json.path("status").intValue(),
                text(json, "reason"),
                json.path("elapsedMs").longValue(),
                text(json, "because"),
                text(json, "answer"),
                proof.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(
                                new Proof(new Nonce(nonce), proof.path("port").intValue(), text(proof, "hmac"))),
                list(json, "arrivals", FindingJson::readSeen));
    }

    private static ProbeResult.Seen readSeen(JsonNode json) {
        return new ProbeResult.Seen(
                json.path("port").intValue(), text(json, "source"), text(json, "protocol"), text(json, "head"));
    }

    private static Way way(String word) {
        for (Way way : Way.values()) {
            if (way.word().equals(word)) {
                return way;
            }
        }
        throw new IllegalArgumentException("no kind of request: " + word);
    }

    private static <T> ImmutableList<T> list(JsonNode json, String name, Function<JsonNode, T> item) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .map(item)
                .collect(toImmutableList());
    }

    private static ImmutableList<String> texts(JsonNode json, String name) {
        return list(json, name, JsonNode::stringValue);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValue("");
    }

    private static Optional<String> maybe(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).stringValue(null));
    }
}
