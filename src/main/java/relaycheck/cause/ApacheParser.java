package relaycheck.cause;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the way httpd does: line by line, includes and conditions decided where they stand, top to bottom. */
final class ApacheParser {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern SECTION = Pattern.compile("<(/?)\\s*(\\w+)\\s*(.*?)>?\\s*", Pattern.DOTALL);

    private final Reading reading;
    private final ApacheModules modules = new ApacheModules();
    private final Map<String, String> defines = new HashMap<>();
    private final Map<String, Macro> macros = new HashMap<>();
    private String base = ".";

    ApacheParser(Reading reading) {
        this.reading = reading;
    }

    private record Line(Place place, String text) {}

    private record Macro(ImmutableList<String> parameters, ImmutableList<Line> body) {}

    /** What the files say, one after the other. */
    ImmutableList<ApacheDirective> parse(List<String> files) {
        List<ApacheDirective> found = new ArrayList<>();
        for (String file : files) {
            reading.open(file, new Place(file, 0), (path, lines) -> {
                base = Reading.folder(path);
                modules.look(lines);
                found.addAll(body(logical(path, lines), ""));
            });
        }
        return ImmutableList.copyOf(found);
    }

    ApacheModules modules() {
        return modules;
    }

    /** Joins lines that end in a backslash; httpd does so before it looks for comments. */
    private static Deque<Line> logical(String path, List<String> lines) {
        Deque<Line> joined = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        int first = 1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            if (line.endsWith("\\") && i + 1 < lines.size()) {
                text.append(line, 0, line.length() - 1);
                continue;
            }
            String whole = text.append(line).toString().replace('\t', ' ').strip();
            if (!whole.isEmpty() && !whole.startsWith("#")) {
                joined.add(new Line(new Place(path, first), whole));
            }
            text.setLength(0);
            first = i + 2;
        }
        return joined;
    }

    private ImmutableList<ApacheDirective> body(Deque<Line> lines, String end) {
        List<ApacheDirective> found = new ArrayList<>();
        while (!lines.isEmpty()) {
            Line line = lines.pop();
            String text = substituted(line.text);
            Matcher section = SECTION.matcher(text);
            if (!text.startsWith("<") || !section.matches()) {
                directive(new Line(line.place, text), found);
            } else if (!section.group(1).isEmpty()) {
                if (Ascii.equalsIgnoreCase(section.group(2), end)) {
                    return ImmutableList.copyOf(found);
                }
                reading.note(line.place, "closes a section that is not open: " + text);
            } else {
                section(line.place, text, Ascii.toLowerCase(section.group(2)), section.group(3), lines, found);
            }
        }
        return ImmutableList.copyOf(found);
    }

    private void section(
            Place place, String text, String name, String argument, Deque<Line> lines, List<ApacheDirective> found) {
        if (name.equals("macro")) {
            List<String> words = Words.of(argument);
            if (!words.isEmpty()) {
                macros.put(
                        Ascii.toLowerCase(words.get(0)),
                        new Macro(ImmutableList.copyOf(words.subList(1, words.size())), skipped(lines, name)));
            }
            return;
        }
        Optional<Boolean> holds = condition(place, name, argument);
        if (holds.isEmpty()) {
            found.add(new ApacheDirective(place, name, Words.of(argument), text, body(lines, name)));
        } else if (holds.get()) {
            found.addAll(body(lines, name));
        } else {
            ImmutableList<Line> left = skipped(lines, name);
            left.stream()
                    .filter(line -> line.text.matches("(?i)proxyrequests\\s+\"?on\"?"))
                    .forEach(line -> reading.note(line.place, line.text + " is off: it stands in " + text));
        }
    }

    /** The lines up to the end of a section that is not used. */
    private static ImmutableList<Line> skipped(Deque<Line> lines, String name) {
        ImmutableList.Builder<Line> left = ImmutableList.builder();
        int depth = 1;
        while (!lines.isEmpty()) {
            Line line = lines.pop();
            Matcher section = SECTION.matcher(line.text);
            if (line.text.startsWith("<") && section.matches() && Ascii.equalsIgnoreCase(section.group(2), name)) {
                depth += section.group(1).isEmpty() ? 1 : -1;
            }
            if (depth == 0) {
                break;
            }
            left.add(line);
        }
        return left.build();
    }

    /** Whether a condition holds; empty where the section is none. */
    private Optional<Boolean> condition(Place place, String name, String argument) {
        List<String> words = Words.of(argument);
        String first = words.isEmpty() ? "" : words.get(0);
        boolean negated = first.startsWith("!");
        String subject = negated ? first.substring(1) : first;
        return switch (name) {
            case "ifdefine" -> Optional.of(negated != defines.containsKey(subject));
            case "ifmodule" -> Optional.of(negated != modules.isLoaded(subject));
            case "iffile" -> Optional.of(negated != reading.exists(subject, base, place.file()));
            case "ifdirective", "ifsection" -> Optional.of(!negated);
            case "ifversion" -> Optional.of(ApacheModules.versionMatches(words));
            default -> Optional.empty();
        };
    }

    private void directive(Line line, List<ApacheDirective> found) {
        List<String> words = Words.of(line.text);
        String name = words.isEmpty() ? "" : Ascii.toLowerCase(words.get(0));
        ImmutableList<String> arguments =
                words.isEmpty() ? ImmutableList.of() : ImmutableList.copyOf(words.subList(1, words.size()));
        switch (name) {
            case "include", "includeoptional" ->
                arguments.forEach(pattern ->
                        reading.include(pattern, base, line.place, name.equals("includeoptional"), (path, lines) -> {
                            modules.look(lines);
                            found.addAll(body(logical(path, lines), ""));
                        }));
            case "define" -> define(arguments);
            case "undefine" -> arguments.forEach(defines::remove);
            case "use" -> use(line.place, arguments, found);
            case "loadmodule" -> modules.load(arguments);
            case "loadfile", "addmodule", "clearmodulelist" -> {}
            case "serverroot" -> {
                serverRoot(line.place, arguments);
                found.add(new ApacheDirective(line.place, name, arguments, line.text, ImmutableList.of()));
            }
            default -> found.add(new ApacheDirective(line.place, name, arguments, line.text, ImmutableList.of()));
        }
    }

    /** A copy of a tree keeps its own folder: the server's root counts only where it exists. */
    private void serverRoot(Place place, List<String> arguments) {
        if (!arguments.isEmpty() && Reading.folder(place.file()).startsWith(arguments.get(0))) {
            base = arguments.get(0);
        } else if (!arguments.isEmpty() && reading.exists(arguments.get(0), base, place.file())) {
            base = arguments.get(0);
        }
    }

    private void define(List<String> arguments) {
        if (!arguments.isEmpty()) {
            defines.put(arguments.get(0), arguments.size() > 1 ? arguments.get(1) : "");
        }
    }

    private void use(Place place, List<String> arguments, List<ApacheDirective> found) {
        Macro macro = arguments.isEmpty() ? null : macros.get(Ascii.toLowerCase(arguments.get(0)));
        if (macro == null) {
            reading.note(place, "uses a macro that is not defined here");
            return;
        }
        Deque<Line> lines = new ArrayDeque<>();
        for (Line line : macro.body) {
            String text = line.text;
            for (int i = 0; i < macro.parameters.size() && i + 1 < arguments.size(); i++) {
                text = text.replace(macro.parameters.get(i), arguments.get(i + 1));
            }
            lines.add(new Line(line.place, text));
        }
        found.addAll(body(lines, ""));
    }

    private String substituted(String text) {
        return text.contains("${")
                ? VARIABLE.matcher(text)
                        .replaceAll(name -> Matcher.quoteReplacement(defines.getOrDefault(name.group(1), name.group())))
                : text;
    }
}
