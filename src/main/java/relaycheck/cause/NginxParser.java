package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Reads nginx's braces and semicolons; includes are put where they stand. */
final class NginxParser {
    /** Lists of types and parameters that distributions include everywhere; without them nothing opens or closes. */
    private static final String HARMLESS =
            "(.*/)?(mime\\.types|(fastcgi|uwsgi|scgi|proxy)(_params|\\.conf)|koi-\\w+|win-utf)";

    /** What stands around the text of nginx in the manifest of a cluster: keys of YAML, and lists. */
    private static final Pattern YAML = Pattern.compile("\\s*(- )*[\\w./\"'-]+:(\\s.*)?|\\s*-( .*|--)");

    private final Reading reading;
    private String base = ".";

    NginxParser(Reading reading) {
        this.reading = reading;
    }

    private record Token(Place place, String text, boolean isSign) {
        boolean is(String sign) {
            return isSign && text.equals(sign);
        }
    }

    ImmutableList<Block> parse(List<String> files) {
        List<Block> found = new ArrayList<>();
        for (String file : files) {
            reading.open(file, new Place(file, 0), (path, lines) -> {
                base = Reading.folder(path);
                found.addAll(blocks(tokens(path, lines)));
            });
        }
        return ImmutableList.copyOf(found);
    }

    private ImmutableList<Block> blocks(Deque<Token> tokens) {
        List<Block> found = new ArrayList<>();
        List<Token> words = new ArrayList<>();
        while (!tokens.isEmpty()) {
            Token token = tokens.pop();
            if (token.is("}")) {
                break;
            }
            if (!token.is("{") && !token.is(";")) {
                words.add(token);
            } else if (!words.isEmpty()) {
                found.addAll(block(words, token.is("{"), tokens));
                words.clear();
            }
        }
        return ImmutableList.copyOf(found);
    }

    private ImmutableList<Block> block(List<Token> words, boolean hasChildren, Deque<Token> tokens) {
        Token first = words.get(0);
        ImmutableList<String> texts = words.stream().map(Token::text).collect(ImmutableList.toImmutableList());
        if (first.text.equals("include") && texts.size() > 1 && !hasChildren) {
            return included(first.place, texts.get(1));
        }
        ImmutableList<Block> children = !hasChildren
                ? ImmutableList.of()
                : first.text.endsWith("_by_lua_block") ? script(tokens) : blocks(tokens);
        return ImmutableList.of(new Block(first.place, texts, children));
    }

    private ImmutableList<Block> included(Place place, String pattern) {
        List<Block> found = new ArrayList<>();
        reading.include(
                pattern,
                base,
                place,
                pattern.matches(HARMLESS),
                (path, lines) -> found.addAll(blocks(tokens(path, lines))));
        return ImmutableList.copyOf(found);
    }

    /** Skips to the brace that ends a script. */
    private static ImmutableList<Block> script(Deque<Token> tokens) {
        for (int depth = 1; depth > 0 && !tokens.isEmpty(); ) {
            Token token = tokens.pop();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        }
        return ImmutableList.of();
    }

    private static Deque<Token> tokens(String path, List<String> lines) {
        Scanner scanner = new Scanner();
        boolean manifest = lines.stream().anyMatch(line -> line.startsWith("apiVersion:"));
        for (int number = 0; number < lines.size(); number++) {
            if (!manifest || !YAML.matcher(lines.get(number)).matches()) {
                scanner.line(new Place(path, number + 1), lines.get(number));
            }
        }
        return scanner.tokens;
    }

    /** Cuts lines into words and signs; a word in quotes may go on over lines. */
    private static final class Scanner {
        private final Deque<Token> tokens = new ArrayDeque<>();
        private final StringBuilder word = new StringBuilder();
        private char quote;
        private boolean quoted;

        void line(Place place, String line) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean fresh = word.length() == 0 && !quoted;
                if (quote != 0) {
                    i = inQuotes(line, i);
                } else if (fresh && c == '#') {
                    break;
                } else if (fresh && (c == '"' || c == '\'')) {
                    quote = c;
                    quoted = true;
                } else {
                    i = bare(place, line, i);
                }
            }
            if (quote == 0) {
                end(place);
            } else {
                word.append('\n');
            }
        }

        private int inQuotes(String line, int at) {
            char c = line.charAt(at);
            boolean escape = c == '\\' && at + 1 < line.length();
            if (escape) {
                word.append(line.charAt(at + 1) == quote ? "" : "\\").append(line.charAt(at + 1));
                return at + 1;
            }
            if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
            return at;
        }

        private int bare(Place place, String line, int at) {
            char c = line.charAt(at);
            int brace = line.startsWith("${", at) ? line.indexOf('}', at) : -1;
            if (brace > 0) {
                word.append(line, at, brace + 1);
                return brace;
            }
            if (c == '\\' && at + 1 < line.length()) {
                word.append(c).append(line.charAt(at + 1));
                return at + 1;
            }
            boolean sign = c == ';' || c == '{' || c == '}';
            if (sign || Character.isWhitespace(c)) {
                end(place);
            } else {
                word.append(c);
            }
            if (sign) {
                tokens.add(new Token(place, Character.toString(c), true));
            }
            return at;
        }

        private void end(Place place) {
            if (word.length() > 0 || quoted) {
                tokens.add(new Token(place, word.toString(), false));
                word.setLength(0);
            }
            quoted = false;
        }
    }
}
