package relaycheck.canary;

import java.util.Optional;
import java.util.stream.Collectors;

/** Answers our own question about arrivals, and nobody else's. */
final class ArrivalsAnswer {
    private final Reception reception;

    /**
     * What is answered.
     *
     * @param fields header lines
     * @param body   one arrival a line
     */
    record Answer(String fields, String body) {}

    ArrivalsAnswer(Reception reception) {
        this.reception = reception;
    }

    /** The answer; empty where the question is not signed with our key, or too old. */
    Optional<Answer> to(String target) {
        long now = reception.clock().instant().getEpochSecond();
        return ArrivalsQuestion.read(target, reception.key(), now).map(this::answer);
    }

    private Answer answer(ArrivalsQuestion question) {
        String body = question.nonces().stream()
                .flatMap(nonce -> reception.arrivals().of(nonce).stream())
                .map(arrival -> ArrivalJson.write(arrival) + "\n")
                .collect(Collectors.joining());
        String signature = question.answerSignature(reception.key(), body);
        return new Answer(ArrivalsQuestion.ANSWER_SIGNATURE + ": " + signature + "\r\n", body);
    }
}
