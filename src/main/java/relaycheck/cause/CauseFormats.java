package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Collectors;

/** All formats; a new one is a file and a line here. */
public final class CauseFormats {
    /** The first is the default. */
    public static final ImmutableList<CauseFormat> ALL =
            ImmutableList.of(new CauseText(), new CauseJson(), new CauseSarif(), new CauseJunit());

    private CauseFormats() {}

    /** By name: {@code text}. */
    public static Optional<CauseFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(Ascii.toLowerCase(name)))
                .findFirst();
    }

    /** By the ending of a file's name; {@code .sarif.json} is SARIF. */
    public static Optional<CauseFormat> endingOf(String file) {
        String name = Ascii.toLowerCase(file).replaceFirst("\\.sarif\\.json$", ".sarif");
        return ALL.stream().filter(format -> name.endsWith(format.ending())).findFirst();
    }

    /** For a message: {@code .txt, .json, .sarif, .xml}. */
    public static String endings() {
        return ALL.stream().map(CauseFormat::ending).collect(Collectors.joining(", "));
    }

    /** For a message: {@code text, json, sarif, junit}. */
    public static String names() {
        return ALL.stream().map(CauseFormat::name).collect(Collectors.joining(", "));
    }
}
