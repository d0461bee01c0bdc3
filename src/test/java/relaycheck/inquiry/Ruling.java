package relaycheck.inquiry;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relaycheck.inquiry.Decision.Kind;
import relaycheck.probe.Answer;
import relaycheck.probe.Answers;
import relaycheck.probe.Ask;
import relaycheck.probe.Ending;
import relaycheck.probe.Outcomes;
import relaycheck.probe.Probes;
import relaycheck.probe.Tunnel;
import relaycheck.product.Products;

/** Answers so far, and what becomes of one question: {@code id=answer} a part, {@code !ENDING} for one without a word. */
final class Ruling {
    static final Questions QUESTIONS =
            Questions.of(Probes.STANDARD, Answers.destinations(), ImmutableList.of(8471, 443, 80, 25));
    private static final Outcomes OUTCOMES = new Outcomes(Products.standard());

    private Ruling() {}

    static Kind decision(String ask, String answers, boolean everything) {
        return on(ask, progress(answers), everything).kind();
    }

    static Decision on(String id, Progress progress, boolean everything) {
        return on(QUESTIONS, id, progress, everything);
    }

    static Decision on(Questions questions, String id, Progress progress, boolean everything) {
        SkipRules rules = new SkipRules(questions, everything);
        Candidate candidate = rules.candidates().stream()
                .filter(each -> each.ask().id().equals(id))
                .findFirst()
                .orElseThrow();
        return rules.on(candidate, Situation.of(questions, progress));
    }

    private static Ask ask(String id) {
        return QUESTIONS.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no question " + id + " in " + QUESTIONS.all()));
    }

    /** {@code +} behind an answer: with the proof; {@code >}: with a silent tunnel. */
    static Progress progress(@Nullable String answers) {
        if (answers == null) {
            return Progress.NONE;
        }
        Map<String, String> parts = Splitter.on(", ")
                .withKeyValueSeparator(Splitter.on('=').limit(2))
                .split(answers);
        ImmutableMap.Builder<String, Told> told = ImmutableMap.builder();
        parts.forEach((id, text) -> told.put(id, Told.of(answer(id, text.strip()), OUTCOMES)));
        return new Progress(ImmutableSet.copyOf(parts.keySet()), told.buildOrThrow(), true, false);
    }

    private static Tunnel.Talk talk(Ask ask) {
        return ask.destination().port() == Questions.SMTP ? Tunnel.Talk.SMTP : Tunnel.Talk.TLS;
    }

    private static Answer answer(String id, String text) {
        Ask ask = ask(id);
        boolean silent = text.startsWith("!");
        String words = silent ? "" : text.replaceAll("[>+]+$", "");
        Ending ending = silent ? Ending.valueOf(text.substring(1)) : Ending.COMPLETE;
        Answer answer = Answers.to(ask.probe(), ask.destination().port(), words, ending);
        List<String> marks =
                Splitter.fixedLength(1).splitToList(text.substring(silent ? text.length() : words.length()));
        answer = marks.contains(">") ? Answers.withTunnel(answer, talk(ask), "") : answer;
        return marks.contains("+") ? Answers.withProof(answer, ask.destination().port()) : answer;
    }
}
