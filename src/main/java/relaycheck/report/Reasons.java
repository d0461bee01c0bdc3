package relaycheck.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Joiner;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import relaycheck.probe.Probe;
import relaycheck.probe.Probes;

/**
 * What a scan said in English and a store keeps so, said again for the reader. What is not known, an older scan's words for
 * example, stays as it is. For any number of threads.
 */
final class Reasons {
    private static final String JOIN = "join.";
    private static final int LATEST = 1000;
    private static final Pattern DIFFERS = Pattern.compile("\\{(\\d)}");
    /** As the reason of a verdict names a kind of request. */
    private static final String QUESTION = Probes.ALL.stream()
            .map(Probe::title)
            .distinct()
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?:", ") to \\d+(?:, \\d+)*"));

    private static final Pattern CLAUSE =
            Pattern.compile("(?:^|; )(" + QUESTION + "(?: and " + QUESTION + ")*): ", Pattern.DOTALL);
    private static final Pattern VERDICT = Pattern.compile("(.+?) — (" + QUESTION + ".*)", Pattern.DOTALL);
    private static final Pattern MORE = Pattern.compile("(\\d+ more endpoints of it): (.+)", Pattern.DOTALL);
    /** Between two places of which each says in brackets what it is. */
    private static final Pattern PLACE =
            Pattern.compile("(?<=\\((?:an inside vantage|an outside vantage|a public address)[^()]{0,80}\\)), ");

    private static final Pattern ABOUT = Pattern.compile("(.+?): (.+)", Pattern.DOTALL);

    private static final ResourceBundle SAID = bundle(Locale.ROOT);
    private static final Reasons ENGLISH = new Reasons(SAID);

    private final ResourceBundle words;
    /** Hosts in order are said to be so in the same words, by thousands. */
    private final LoadingCache<String, String> again =
            CacheBuilder.newBuilder().maximumSize(LATEST).build(CacheLoader.from(this::translated));

    private Reasons(ResourceBundle words) {
        this.words = words;
    }

    /** In Japanese, or else in English. */
    static Reasons in(Locale language) {
        return language.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? Japanese.REASONS : ENGLISH;
    }

    /** A reason, a ruling or a warning, in the reader's language. */
    String again(String english) {
        return words == SAID ? english : again.getUnchecked(english);
    }

    /** The same by the patterns, whatever the language is. */
    String translated(String english) {
        return places(english)
                .or(() -> verdict(english))
                .or(() -> more(english))
                .or(() -> sentence(english))
                .or(() -> about(english))
                .orElse(english);
    }

    /** From where the parts of a scan asked, each for itself. */
    private Optional<String> places(String english) {
        return Optional.of(english)
                .filter(PLACE.asPredicate())
                .map(all -> PLACE.splitAsStream(all)
                        .map(place -> sentence(place).orElse(place))
                        .collect(Collectors.joining(", ")));
    }

    private Optional<String> sentence(String english) {
        for (ImmutableMap.Entry<Pattern, String> known : Known.ALL.entrySet()) {
            Matcher said = known.getKey().matcher(english);
            if (said.matches()) {
                return Optional.of(filled(words.getString(known.getValue()), said));
            }
        }
        return Optional.empty();
    }

    /** What the row says, and then what each kind of request came to. */
    private Optional<String> verdict(String english) {
        return Optional.of(VERDICT.matcher(english))
                .filter(Matcher::matches)
                .flatMap(said -> sentence(said.group(1)).map(row -> join("verdict", row, clauses(said.group(2)))));
    }

    private String clauses(String english) {
        ImmutableList<MatchResult> heads = CLAUSE.matcher(english).results().collect(toImmutableList());
        ImmutableList.Builder<String> clauses = ImmutableList.builder();
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : english.length();
            String met = english.substring(heads.get(i).end(), end);
            clauses.add(join(
                    "clause", questions(heads.get(i).group(1)), sentence(met).orElse(met)));
        }
        return Joiner.on(join("clauses")).join(clauses.build());
    }

    private String questions(String english) {
        return Pattern.compile(QUESTION)
                .matcher(english)
                .results()
                .map(MatchResult::group)
                .map(question -> question(question, question.lastIndexOf(" to ")))
                .collect(Collectors.joining(join("questions")));
    }

    private String question(String english, int to) {
        String title = english.substring(0, to);
        return join("question", sentence(title).orElse(title), english.substring(to + " to ".length()));
    }

    /** How many more were left out for a reason. */
    private Optional<String> more(String english) {
        return Optional.of(MORE.matcher(english))
                .filter(Matcher::matches)
                .flatMap(said -> sentence(said.group(1)).map(count -> join("about", count, translated(said.group(2)))));
    }

    /** One sentence about another, or about an endpoint. */
    private Optional<String> about(String english) {
        return Optional.of(ABOUT.matcher(english))
                .filter(Matcher::matches)
                .flatMap(said -> sentence(said.group(2))
                        .map(what -> join("about", sentence(said.group(1)).orElse(said.group(1)), what)));
    }

    private String join(String key, String... values) {
        return DIFFERS.matcher(words.getString(JOIN + key))
                .replaceAll(place -> Matcher.quoteReplacement(values[Integer.parseInt(place.group(1))]));
    }

    private static String filled(String template, MatchResult said) {
        return DIFFERS.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(said.group(Integer.parseInt(place.group(1)) + 1)));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile("\\Q" + DIFFERS.matcher(template).replaceAll("\\\\E(.+?)\\\\Q") + "\\E", Pattern.DOTALL);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "relaycheck.report.reasons", language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** Loaded where something is said again, which English never is: a report in English needs none of it. */
    private static final class Japanese {
        private static final Reasons REASONS = new Reasons(bundle(Locale.JAPANESE));
    }

    private static final class Known {
        /** The longest first: what says more is meant. */
        private static final ImmutableMap<Pattern, String> ALL = SAID.keySet().stream()
                .filter(key -> !key.startsWith(JOIN))
                .sorted(Comparator.comparing(
                                (String key) -> -SAID.getString(key).length())
                        .thenComparing(Comparator.naturalOrder()))
                .collect(ImmutableMap.toImmutableMap(key -> pattern(SAID.getString(key)), key -> key));
    }
}
