package relaycheck.report;

import java.util.Locale;
import relaycheck.history.Vantages;
import relaycheck.text.Printable;
import tools.jackson.core.JsonGenerator;

/** What each place says, as a part of the JSON report. A place's name is a property, where no generator makes it harmless. */
final class VantagesJson {
    private static final Phrases WORDS = new Phrases(Locale.ENGLISH);

    private VantagesJson() {}

    static void write(JsonGenerator json, Vantages vantages) {
        json.writeObjectPropertyStart("vantages");
        json.writeArrayPropertyStart("places");
        vantages.places().forEach(place -> {
            json.writeStartObject();
            json.writeStringProperty("name", Printable.line(place.name()));
            json.writeStringProperty("from", place.from());
            json.writeBooleanProperty("inside", place.inside());
            json.writeStringProperty("run", place.run());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeArrayPropertyStart("endpoints");
        vantages.rows().forEach(row -> row(json, row));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, Vantages.Row row) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringProperty("address", row.endpoint().host());
        json.writeNumberProperty("port", row.endpoint().port());
        json.writeObjectPropertyStart("verdicts");
        row.verdicts().forEach((place, verdict) -> json.writeStringProperty(Printable.line(place), verdict.name()));
        json.writeEndObject();
        json.writeStringProperty("meaning", row.meaning().word());
        json.writeStringProperty("because", WORDS.get("vantage." + row.meaning().name()));
        json.writeEndObject();
    }
}
