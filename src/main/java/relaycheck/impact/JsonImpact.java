package relaycheck.impact;

import com.google.common.io.CharStreams;
import java.io.IOException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON report, schema {@code relaycheck-impact/1}; all that is not ASCII is escaped, so nothing acts on a terminal. */
final class JsonImpact implements ImpactFormat {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void write(Impact impact, Appendable out) throws IOException {
        try {
            JSON.writeValue(CharStreams.asWriter(out), impact);
        } catch (JacksonIOException e) {
            throw e.getCause(); // a full disk's own words
        }
        out.append('\n');
    }
}
