package relaycheck.product;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;

/**
 * The end of a product file: how to close the product.
 *
 * <pre>
 * change en TEXT      what to change, in each language (the first one where the reader's is not there)
 * safe LINE           a line of a safe configuration
 * check COMMAND       the command that checks it
 * </pre>
 */
record RemedyText(ImmutableMap<String, String> change, ImmutableList<String> safe, String check) {
    /** Reads the lines after {@code line} of a product file. */
    static RemedyText read(String file, int line, String text) {
        ImmutableMap.Builder<String, String> change = ImmutableMap.builder();
        ImmutableList.Builder<String> safe = ImmutableList.builder();
        String check = "";
        int number = line;
        for (String one : Splitter.on('\n').split(text)) {
            number++;
            if (one.startsWith("change ") && one.length() > "change en ".length()) {
                change.put(one.substring(7, 9), one.substring(10));
            } else if (one.startsWith("safe")) {
                safe.add(one.substring(Math.min(one.length(), 5)));
            } else if (one.startsWith("check ")) {
                check = one.substring(6);
            } else if (!one.isBlank() && !one.startsWith("#")) {
                throw new IllegalArgumentException(
                        file + ":" + number + ": after change come safe and check only: " + one);
            }
        }
        RemedyText remedy = new RemedyText(change.buildOrThrow(), safe.build(), check);
        if (remedy.safe.isEmpty() || check.isEmpty()) {
            throw new IllegalArgumentException(file + ":" + number + ": safe and check must stand in the file");
        }
        return remedy;
    }

    /** The remedy in this language, or else in the first. */
    Remedy in(Locale locale) {
        String first = change.values().iterator().next();
        return new Remedy(change.getOrDefault(locale.getLanguage(), first), safe, check);
    }
}
