package relaycheck.cause;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads nginx's braces and semicolons; includes are put where they stand. */
final class NginxParser {
    /** Lists of types and parameters that distributions include everywhere; without them nothing opens or closes. */
    private static final String HARMLESS =
            "(.*/)?(mime\\.types|(fastcgi|uwsgi|scgi|proxy)(_params|\\.conf)|koi-\\w+|win-utf)";

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
        Deque<Token> tokens = new ArrayDeque<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean quoted = false;
        for (int number = 0; number < lines.size(); number++) {
            String line = lines.get(number);
            Place place = new Place(path, number + 1);
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean fresh = word.length() == 0 && !quoted;
                if (quote != 0) {
                    if (c == '\\'
                            && i + 1 < line.length()
                            && (line.charAt(i + 1) == quote || line.charAt(i + 1) == '\\')) {
                        word.append(line.charAt(i + 1) == quote ? "" : "\\").append(line.charAt(++i));
                    } else if (c == quote) {
                        quote = 0;
                    } else {
                        word.append(c);
                    }
                } else if (fresh && c == '#') {
                    break;
                } else if (fresh && (c == '"' || c == '\'')) {
                    quote = c;
                    quoted = true;
                } else if (c == '$' && line.startsWith("${", i) && line.indexOf('}', i) > 0) {
                    word.append(line, i, line.indexOf('}', i) + 1);
                    i = line.indexOf('}', i);
                } else if (c == '\\' && i + 1 < line.length()) {
                    word.append(c).append(line.charAt(++i));
                } else if (Character.isWhitespace(c) || c == ';' || c == '{' || c == '}') {
                    quoted = end(tokens, place, word, quoted);
                    if (!Character.isWhitespace(c)) {
                        tokens.add(new Token(place, Character.toString(c), true));
                    }
                } else {
                    word.append(c);
                }
            }
            if (quote == 0) {
                quoted = end(tokens, place, word, quoted);
            } else {
                word.append('\n');
            }
        }
        return tokens;
    }

    private static boolean end(Deque<Token> tokens, Place place, StringBuilder word, boolean quoted) {
        if (word.length() > 0 || quoted) {
            tokens.add(new Token(place, word.toString(), false));
            word.setLength(0);
        }
        return false;
    }
}
