package relaycheck.notify;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import relaycheck.history.Change;
import relaycheck.history.State;
import relaycheck.report.JsonOutput;
import tools.jackson.core.JsonGenerator;

/** The body of a webhook. It only ever grows. */
final class NoticeJson {
    private NoticeJson() {}

    static byte[] of(Notice notice) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonOutput.document(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("schema", "relaycheck-notice/1");
            json.writeStringProperty("run", notice.run().id());
            json.writeStringProperty("started", notice.run().started().toString());
            JsonOutput.orNull(json, "since", notice.since());
            json.writeStringProperty("vantage", notice.run().vantage());
            counts(json, notice);
            news(json, notice, "new", Change.Kind.NEW);
            news(json, notice, "changed", Change.Kind.CHANGED);
            news(json, notice, "fixed", Change.Kind.FIXED);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void counts(JsonGenerator json, Notice notice) {
        json.writeObjectPropertyStart("counts");
        json.writeNumberProperty("endpoints", notice.summary().endpoints());
        json.writeObjectPropertyStart("verdicts");
        notice.summary().verdicts().forEach((verdict, count) -> json.writeNumberProperty(verdict.name(), count));
        json.writeEndObject();
        json.writeNumberProperty("new", notice.count(Change.Kind.NEW));
        json.writeNumberProperty("changed", notice.count(Change.Kind.CHANGED));
        json.writeNumberProperty("fixed", notice.count(Change.Kind.FIXED));
        json.writeEndObject();
    }

    private static void news(JsonGenerator json, Notice notice, String name, Change.Kind kind) {
        json.writeArrayPropertyStart(name);
        for (Notice.News news : notice.of(kind)) {
            json.writeStartObject();
            json.writeStringProperty("endpoint", news.change().endpoint().toString());
            JsonOutput.orNull(json, "label", news.label());
            state(json, "before", news.change().before());
            state(json, "after", news.change().after());
            JsonOutput.orNull(json, "because", news.because());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void state(JsonGenerator json, String name, Optional<State> state) {
        if (state.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("verdict", state.get().verdict().name());
        json.writeStringProperty("severity", state.get().severity().word());
        json.writeEndObject();
    }
}
