package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import relaycheck.verdict.Background;
import relaycheck.verdict.Severity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What the owner's files say, in a finding's JSON: the keys are those of the reports of {@code config} and {@code log}. */
final class BackgroundJson {
    private BackgroundJson() {}

    /** Writes {@code causes} and {@code impact}, each only where something is known. */
    static void write(JsonGenerator json, Background background) {
        if (!background.causes().isEmpty()) {
            json.writeArrayPropertyStart("causes");
            background.causes().forEach(cause -> cause(json, cause));
            json.writeEndArray();
        }
        if (background.impact().isPresent()) {
            impact(json, background.impact().get());
        }
    }

    /** Writes what a remedy has besides the product's own: the lines to change, and what to do about an abuse. */
    static void remedy(JsonGenerator json, Background background) {
        if (!background.causes().isEmpty()) {
            json.writeArrayPropertyStart("lines");
            for (Background.Cause cause : background.causes()) {
                json.writeStartObject();
                json.writeStringProperty("file", cause.file());
                json.writeNumberProperty("line", cause.line());
                json.writeStringProperty("directive", cause.directive());
                json.writeStringProperty("change", cause.change());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (background.impact().isPresent()) {
            JsonOutput.strings(json, "next", Backgrounds.next(background));
        }
    }

    private static void cause(JsonGenerator json, Background.Cause cause) {
        json.writeStartObject();
        json.writeStringProperty("file", cause.file());
        json.writeNumberProperty("line", cause.line());
        json.writeStringProperty("directive", cause.directive());
        json.writeStringProperty("software", cause.software());
        json.writeObjectPropertyStart("opens");
        json.writeBooleanProperty("get", cause.get());
        json.writeArrayPropertyStart("connect");
        cause.connect().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringProperty("to", cause.to());
        json.writeStringProperty("severity", cause.severity().word());
        json.writeStringProperty("because", cause.because());
        json.writeObjectPropertyStart("remedy");
        json.writeStringProperty("text", cause.remedy());
        json.writeStringProperty("change", cause.change());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void impact(JsonGenerator json, Background.Impact impact) {
        json.writeObjectPropertyStart("impact");
        JsonOutput.strings(json, "files", impact.files());
        json.writeNumberProperty("lines", impact.lines());
        json.writeNumberProperty("unparsed", impact.unparsed());
        json.writeNumberProperty("uses", impact.uses());
        json.writeNumberProperty("attempts", impact.attempts());
        json.writeNumberProperty("own", impact.own());
        JsonOutput.orNull(json, "first", impact.first().map(Instant::toString));
        JsonOutput.orNull(json, "last", impact.last().map(Instant::toString));
        json.writeArrayPropertyStart("sources");
        for (Background.Source source : impact.sources()) {
            json.writeStartObject();
            json.writeStringProperty("address", source.address());
            json.writeBooleanProperty("outside", source.outside());
            json.writeNumberProperty("attempts", source.attempts());
            json.writeNumberProperty("uses", source.uses());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("destinations");
        impact.destinations().forEach(place -> place(json, place));
        json.writeEndArray();
        JsonOutput.strings(json, "next", impact.next());
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, Background.Place place) {
        json.writeStartObject();
        json.writeStringProperty("host", place.host());
        if (place.port().isPresent()) {
            json.writeNumberProperty("port", place.port().get());
        } else {
            json.writeNullProperty("port");
        }
        json.writeNumberProperty("attempts", place.attempts());
        json.writeNumberProperty("uses", place.uses());
        json.writeStringProperty("suggests", place.suggests());
        json.writeEndObject();
    }

    /** Reads what {@link #write} wrote into a finding. */
    static Background read(JsonNode finding) {
        return finding.has("causes") || finding.has("impact")
                ? new Background(
                        list(finding.path("causes"), BackgroundJson::readCause),
                        finding.has("impact") ? Optional.of(readImpact(finding.path("impact"))) : Optional.empty())
                : Background.NONE;
    }

    private static Background.Cause readCause(JsonNode json) {
        return new Background.Cause(
                text(json, "file"),
                json.path("line").intValue(),
                text(json, "directive"),
                text(json, "software"),
                json.path("opens").path("get").booleanValue(),
                list(json.path("opens").path("connect"), JsonNode::intValue),
                text(json, "to"),
                Severity.valueOf(text(json, "severity").toUpperCase(Locale.ROOT)),
                text(json, "because"),
                text(json.path("remedy"), "text"),
                text(json.path("remedy"), "change"));
    }

    private static Background.Impact readImpact(JsonNode json) {
        return new Background.Impact(
                list(json.path("files"), JsonNode::stringValue),
                json.path("lines").longValue(),
                json.path("unparsed").longValue(),
                json.path("uses").longValue(),
                json.path("attempts").longValue(),
                json.path("own").longValue(),
                time(json, "first"),
                time(json, "last"),
                list(
                        json.path("sources"),
                        source -> new Background.Source(
                                text(source, "address"),
                                source.path("outside").booleanValue(),
                                source.path("uses").longValue(),
                                source.path("attempts").longValue())),
                list(json.path("destinations"), BackgroundJson::readPlace),
                list(json.path("next"), JsonNode::stringValue));
    }

    private static Background.Place readPlace(JsonNode json) {
        JsonNode port = json.path("port");
        return new Background.Place(
                text(json, "host"),
                port.isNumber() ? Optional.of(port.intValue()) : Optional.empty(),
                json.path("uses").longValue(),
                json.path("attempts").longValue(),
                text(json, "suggests"));
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).stringValue(null)).map(Instant::parse);
    }

    private static <T> ImmutableList<T> list(JsonNode json, Function<JsonNode, T> item) {
        return StreamSupport.stream(json.spliterator(), false).map(item).collect(toImmutableList());
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValue("");
    }
}
