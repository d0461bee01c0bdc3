package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;

/** The formats that a report may have. */
public final class ImpactFormats {
    private static final ImmutableList<ImpactFormat> ALL =
            ImmutableList.of(new TextImpact(), new JsonImpact(), new HtmlImpact(), new CsvImpact());

    private ImpactFormats() {}

    /** For a terminal. */
    public static ImpactFormat text() {
        return ALL.get(0);
    }

    /** The format of a file by its name's ending. */
    public static Optional<ImpactFormat> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> lower.endsWith("." + format.ending()))
                .findFirst();
    }

    /** The endings that are known, for a message. */
    public static String endings() {
        return ALL.stream()
                .map(format -> "." + format.ending())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
