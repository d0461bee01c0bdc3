package relaycheck.canary;

import com.google.common.net.InetAddresses;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import relaycheck.proof.Arrival;
import relaycheck.proof.Nonce;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** An arrival as one line of JSON in ASCII. By Jackson's streams alone: its data binding would double the time to start. */
final class ArrivalJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ArrivalJson() {}

    static String write(Arrival arrival) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("nonce", arrival.nonce().hex());
            json.writeNumberProperty("port", arrival.port());
            json.writeStringProperty("at", arrival.at().toString());
            json.writeStringProperty("source", InetAddresses.toAddrString(arrival.source()));
            json.writeNumberProperty("sourcePort", arrival.sourcePort());
            json.writeStringProperty("protocol", arrival.protocol().name());
            json.writeStringProperty("head", arrival.head());
            json.writeEndObject();
        }
        return line.toString();
    }

    /**
     * What {@link #write} wrote; the line comes from a holder of the key.
     *
     * @throws IllegalArgumentException where it is no arrival
     */
    static Arrival read(String line) {
        try {
            return arrival(fields(line));
        } catch (JacksonException | DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("not an arrival: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, String.valueOf(json.getString()));
            }
        }
        return fields;
    }

    private static Arrival arrival(Map<String, String> fields) {
        return new Arrival(
                new Nonce(fields.getOrDefault("nonce", "")),
                Integer.parseInt(fields.getOrDefault("port", "")),
                Instant.parse(fields.getOrDefault("at", "")),
                InetAddresses.forString(fields.getOrDefault("source", "")),
                Integer.parseInt(fields.getOrDefault("sourcePort", "")),
                Arrival.Protocol.valueOf(fields.getOrDefault("protocol", "")),
                fields.getOrDefault("head", ""));
    }
}
