package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Conditions of HAProxy for one who asks for a third party; empty where a client, or nobody here, can tell. */
final class HaproxyConditions {
    /** With this, the source address is whatever a client claims. */
    private static final Pattern FROM_HEADER = Pattern.compile(".*\\bset-src\\s+\\S*hdr.*");

    private final Map<String, List<List<String>>> acls;
    private final Asker asker;
    private final boolean claimed;
    private final boolean thirdParty;
    private final Optional<Boolean> encrypted;

    /** The sections whose acl lines are in force; lines of one name are alternatives. */
    HaproxyConditions(Asker asker, HaproxySection... sections) {
        this.asker = asker;
        this.thirdParty = false;
        this.encrypted = encrypted(sections);
        this.claimed = Stream.of(sections)
                .flatMap(section -> section.lines().stream())
                .anyMatch(line -> FROM_HEADER.matcher(line.text()).matches());
        this.acls = new HashMap<>();
        for (HaproxySection section : sections) {
            section.named("acl")
                    .filter(line -> line.words().size() > 2)
                    .forEach(line -> acls.computeIfAbsent(line.word(1), none -> new ArrayList<>())
                            .add(line.words().subList(2, line.words().size())));
        }
    }

    private HaproxyConditions(HaproxyConditions before) {
        this.acls = before.acls;
        this.asker = before.asker;
        this.claimed = before.claimed;
        this.thirdParty = true;
        this.encrypted = before.encrypted;
    }

    /** Whether every way in is TLS, or none; empty where there are both. */
    private static Optional<Boolean> encrypted(HaproxySection... sections) {
        ImmutableSet<Boolean> all = Stream.of(sections)
                .flatMap(section -> section.named("bind"))
                .map(line -> line.words().contains("ssl"))
                .collect(ImmutableSet.toImmutableSet());
        return all.size() == 1 ? Optional.of(all.contains(true)) : Optional.empty();
    }

    /** The same where {@code dst} is the third party that the client chose. */
    HaproxyConditions behindSetDst() {
        return new HaproxyConditions(this);
    }

    /** Whether a rule applies: always where it has no {@code if} or {@code unless}. */
    Optional<Boolean> applies(HaproxySection.Line line) {
        int at = Math.max(line.words().lastIndexOf("if"), line.words().lastIndexOf("unless"));
        if (at < 0) {
            return Optional.of(true);
        }
        Optional<Boolean> holds = any(line.words().subList(at + 1, line.words().size()));
        return line.words().get(at).equals("unless") ? holds.map(value -> !value) : holds;
    }

    private Optional<Boolean> any(List<String> words) {
        boolean unknown = false;
        List<String> term = new ArrayList<>();
        for (int i = 0; i <= words.size(); i++) {
            if (i < words.size() && !words.get(i).equals("or") && !words.get(i).equals("||")) {
                term.add(words.get(i));
                continue;
            }
            Optional<Boolean> holds = all(term);
            if (holds.equals(Optional.of(true))) {
                return holds;
            }
            unknown |= holds.isEmpty();
            term.clear();
        }
        return unknown ? Optional.empty() : Optional.of(false);
    }

    /** Terms side by side must all hold; a false one decides, whatever is not known. */
    private Optional<Boolean> all(List<String> words) {
        boolean unknown = false;
        boolean negated = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).replaceFirst("^!+", "");
            negated ^= (words.get(i).length() - word.length()) % 2 == 1;
            if (word.isEmpty()) {
                continue;
            }
            int end = word.equals("{") ? words.subList(i, words.size()).indexOf("}") : 0;
            int stop = end < 0 ? words.size() : i + end;
            boolean turned = negated;
            Optional<Boolean> value =
                    (word.equals("{") ? test(words.subList(i + 1, stop)) : named(word)).map(known -> known != turned);
            if (value.equals(Optional.of(false))) {
                return value;
            }
            unknown |= value.isEmpty();
            negated = false;
            i = stop;
        }
        return unknown ? Optional.empty() : Optional.of(true);
    }

    private Optional<Boolean> named(String name) {
        if (!acls.containsKey(name)) {
            return switch (name) {
                case "TRUE", "HTTP", "REQ_CONTENT", "HTTP_URL_ABS", "WAIT_END" -> Optional.of(true);
                case "FALSE", "METH_CONNECT", "LOCALHOST", "HTTP_URL_STAR" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        boolean unknown = false;
        for (List<String> test : acls.get(name)) {
            Optional<Boolean> holds = test(test);
            if (holds.equals(Optional.of(true))) {
                return holds;
            }
            unknown |= holds.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(false);
    }

    private Optional<Boolean> test(List<String> words) {
        String fetch = words.isEmpty() ? "" : words.get(0);
        List<String> values = values(words);
        if (fetch.equals("src")) {
            boolean strangers = values.stream().anyMatch(Addresses::includeStrangers);
            return claimed && !strangers ? Optional.empty() : Optional.of(strangers || asker.inside());
        }
        if (fetch.equals("dst") && thirdParty) {
            return destination(values);
        }
        if (fetch.startsWith("http_auth")) {
            return Optional.of(asker.loggedIn());
        }
        if (fetch.startsWith("ssl_fc") && encrypted.equals(Optional.of(false))) {
            return encrypted;
        }
        if (fetch.equals("method")) {
            return ChosenTarget.METHODS.stream().noneMatch(values::contains) ? Optional.of(false) : Optional.empty();
        }
        if (fetch.startsWith("var(")) {
            return words.contains("found") ? Optional.of(true) : destination(values);
        }
        if (fetch.matches("(req\\.)?(s?hdr|hdr_\\w+|fhdr)\\((?i:host).*")) {
            int method = words.indexOf("-m") + 1;
            String test = fetch + (method > 0 && method < words.size() ? " -m " + words.get(method) : "");
            return Optional.of(words.contains("found") || values.stream().anyMatch(value -> hostMatches(test, value)));
        }
        return switch (fetch) {
            case "always_true" -> Optional.of(true);
            case "always_false" -> Optional.of(false);
            case "ssl_fc" -> encrypted;
            default -> Optional.empty();
        };
    }

    /** Addresses that a destination is compared with: a third party is in none but the widest. */
    private static Optional<Boolean> destination(List<String> values) {
        boolean addresses = !values.isEmpty()
                && values.stream().allMatch(value -> value.matches("[0-9a-fA-F.:/]*[.:][0-9a-fA-F.:/]*"));
        return addresses ? Optional.of(values.stream().anyMatch(Addresses::includeStrangers)) : Optional.empty();
    }

    private static ImmutableList<String> values(List<String> words) {
        ImmutableList.Builder<String> values = ImmutableList.builder();
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals("-m") || words.get(i).equals("-f")) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                values.add(words.get(i));
            }
        }
        return values.build();
    }

    private static boolean hostMatches(String test, String value) {
        String text = Ascii.toLowerCase(value);
        if (test.matches(".*(hdr_reg|-m reg).*")) {
            return ApacheSections.foundInAnyCase(value, ChosenTarget.HOST);
        }
        if (test.matches(".*(hdr_end|-m end).*")) {
            return ChosenTarget.HOST.endsWith(text);
        }
        if (test.matches(".*(hdr_beg|-m beg).*")) {
            return false;
        }
        return ChosenTarget.HOST.equals(text);
    }
}
