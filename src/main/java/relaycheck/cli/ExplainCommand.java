package relaycheck.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relaycheck.report.NearestWord;

/** Says what a word of a report means. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says what a verdict, a rule, an outcome or a probe of a report means, and what to do.",
        footerHeading = "%nExamples:%n",
        footer = {"  relaycheck explain SUSPECT", "  relaycheck explain connect-25", "  relaycheck explain"})
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            completionCandidates = Words.class,
            description = "What to explain; without any, the words that there are.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (words.isEmpty()) {
            list(out);
        }
        words.stream().flatMap(word -> explained(word).stream()).forEach(each -> {
            out.println(each.term() + " (" + each.kind() + ")");
            out.println(each.text().indent(2));
        });
        out.flush();
        return ExitStatus.OK;
    }

    private ImmutableList<Explanations.Explanation> explained(String word) {
        if (word.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "name a word; without any, relaycheck explain says which there are");
        }
        ImmutableList<Explanations.Explanation> found = Explanations.of(word);
        if (found.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), NearestWord.complaint("a report has no word", word, terms()));
        }
        return found;
    }

    private static void list(PrintWriter out) {
        ImmutableListMultimap<String, Explanations.Explanation> kinds =
                Multimaps.index(Explanations.all(), Explanations.Explanation::kind);
        kinds.asMap()
                .forEach((kind, terms) -> out.println(kind + ": "
                        + String.join(
                                ", ",
                                terms.stream()
                                        .map(Explanations.Explanation::term)
                                        .toList())));
    }

    private static ImmutableList<String> terms() {
        return Explanations.all().stream().map(Explanations.Explanation::term).collect(toImmutableList());
    }

    /** For completion. */
    static final class Words implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return terms().iterator();
        }
    }
}
