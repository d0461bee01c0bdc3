package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import com.google.common.io.CharStreams;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relaycheck.text.Spreadsheet;

/** One row a source and a destination, for a spreadsheet; a field that it would take for a formula is defused. */
final class CsvImpact implements ImpactFormat {
    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public void write(Impact impact, Appendable out) throws IOException {
        // not closed: that would close what the report goes to
        CsvWriter csv = CsvWriter.builder().build(CharStreams.asWriter(out));
        csv.writeRecord("kind", "name", "port", "outside", "attempts", "uses", "first", "last", "suggests");
        for (Impact.Source source : impact.sources()) {
            csv.writeRecord(row(
                    "source",
                    source.address(),
                    null,
                    source.outside(),
                    source.attempts(),
                    source.uses(),
                    source.first(),
                    source.last(),
                    null));
        }
        for (Impact.Place place : impact.destinations()) {
            csv.writeRecord(row(
                    "destination",
                    place.host(),
                    place.port(),
                    null,
                    place.attempts(),
                    place.uses(),
                    null,
                    null,
                    place.suggests()));
        }
        csv.flush();
    }

    private static ImmutableList<String> row(@Nullable Object... fields) {
        ImmutableList.Builder<String> row = ImmutableList.builder();
        for (Object field : fields) {
            row.add(Spreadsheet.cell(Objects.toString(field, "")));
        }
        return row.build();
    }
}
