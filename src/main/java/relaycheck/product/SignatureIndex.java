package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.regex.MatchResult;
import relaycheck.product.Expression.Place;

/** All signatures, found in an answer by their literals first, so that an answer that matches none costs next to nothing. */
final class SignatureIndex {
    private final ImmutableList<Signature> signatures;
    private final Part head;
    private final Part body;
    private final BitSet raw;

    SignatureIndex(ImmutableList<Signature> signatures) {
        this.signatures = signatures;
        head = new Part(numbers(Place.HEAD), signatures);
        body = new Part(numbers(Place.BODY), signatures);
        raw = numbers(Place.RAW);
    }

    ImmutableList<Signature> signatures() {
        return signatures;
    }

    /** Every signature in an answer, in the order of the files. */
    ImmutableList<Match> matches(Words words) {
        if (words.head().isEmpty()) {
            return matches(words, raw);
        }
        BitSet candidates = head.candidates(words.head());
        candidates.or(body.candidates(words.body()));
        return matches(words, candidates);
    }

    private ImmutableList<Match> matches(Words words, BitSet candidates) {
        if (candidates.isEmpty()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<Match> found = ImmutableList.builder();
        for (int number = candidates.nextSetBit(0); number >= 0; number = candidates.nextSetBit(number + 1)) {
            Signature signature = signatures.get(number);
            MatchResult result = signature.find(words);
            if (result != null) {
                found.add(new Match(signature, words, result));
            }
        }
        return found.build();
    }

    private BitSet numbers(Place place) {
        BitSet numbers = new BitSet();
        for (int number = 0; number < signatures.size(); number++) {
            numbers.set(number, signatures.get(number).expression().place() == place);
        }
        return numbers;
    }

    /** The signatures on one part of an answer, by their numbers. */
    private static final class Part {
        private final int[] numbers;
        private final LiteralIndex literals;

        Part(BitSet numbers, ImmutableList<Signature> signatures) {
            this.numbers = new int[numbers.cardinality()];
            ImmutableList.Builder<String> all = ImmutableList.builder();
            int next = 0;
            for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
                this.numbers[next++] = number;
                all.add(signatures.get(number).expression().literal());
            }
            this.literals = new LiteralIndex(all.build());
        }

        BitSet candidates(String text) {
            BitSet candidates = new BitSet();
            BitSet found = literals.in(text);
            for (int id = found.nextSetBit(0); id >= 0; id = found.nextSetBit(id + 1)) {
                candidates.set(numbers[id]);
            }
            return candidates;
        }
    }
}
