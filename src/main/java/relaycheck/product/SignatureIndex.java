package relaycheck.product;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
        List<Match> found = new ArrayList<>();
        candidates.stream()
                .mapToObj(signatures::get)
                .forEachOrdered(signature ->
                        signature.find(words).ifPresent(result -> found.add(new Match(signature, words, result))));
        return ImmutableList.copyOf(found);
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
            this.numbers = numbers.stream().toArray();
            this.literals = new LiteralIndex(numbers.stream()
                    .mapToObj(number -> signatures.get(number).expression().literal())
                    .collect(toImmutableList()));
        }

        BitSet candidates(String text) {
            BitSet candidates = new BitSet();
            literals.in(text).stream().forEach(id -> candidates.set(numbers[id]));
            return candidates;
        }
    }
}
