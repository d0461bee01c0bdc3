package relaycheck.cause;

import com.google.common.collect.ImmutableList;

/** Splits a line at blanks; quotes hold words together, a backslash keeps the quote after it. */
final class Words {
    private Words() {}

    static ImmutableList<String> of(String line) {
        ImmutableList.Builder<String> words = ImmutableList.builder();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 && c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == quote) {
                word.append(quote);
                i++;
            } else if (quote != 0 ? c == quote : !inside && (c == '"' || c == '\'')) {
                quote = quote == 0 ? c : 0;
                inside = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                    inside = false;
                }
            } else {
                word.append(c);
                inside = true;
            }
        }
        return inside ? words.add(word.toString()).build() : words.build();
    }

    /** The same without what follows a {@code #} at the start of a word. */
    static ImmutableList<String> uncommented(String line) {
        int hash = line.startsWith("#") ? 0 : line.replace('\t', ' ').indexOf(" #");
        return of(hash < 0 ? line : line.substring(0, hash));
    }
}
