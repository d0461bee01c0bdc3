package relaycheck.product;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import relaycheck.product.Expression.Place;

/** All signatures, found in an answer by their literals first, so that an answer that matches none costs next to nothing. */
final class SignatureIndex {
    private final ImmutableList<Signature> signatures;
    private final Part head;
    private final Part body;
    private final Part raw;

    SignatureIndex(ImmutableList<Signature> signatures) {
        this.signatures = signatures;
        head = part(Place.HEAD);
        body = part(Place.BODY);
        raw = part(Place.RAW);
    }

    ImmutableList<Signature> signatures() {
        return signatures;
    }

    /** Every signature in an answer, in the order of the files. */
    ImmutableList<Match> matches(Words words) {
        if (words.head().isEmpty()) {
            return matches(words, raw.all());
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

    private Part part(Place place) {
        int[] numbers = IntStream.range(0, signatures.size())
                .filter(number -> signatures.get(number).expression().place() == place)
                .toArray();
        ImmutableList.Builder<String> literals = ImmutableList.builder();
        for (int number : numbers) {
            literals.add(signatures.get(number).expression().literal());
        }
        return new Part(numbers, new LiteralIndex(literals.build()));
    }

    /** The signatures on one part of an answer, by their numbers. */
    private static final class Part {
        private final int[] numbers;
        private final LiteralIndex literals;

        Part(int[] numbers, LiteralIndex literals) {
            this.numbers = numbers;
            this.literals = literals;
        }

        BitSet candidates(String text) {
            BitSet candidates = new BitSet();
            literals.in(text).stream().forEach(id -> candidates.set(numbers[id]));
            return candidates;
        }

        BitSet all() {
            BitSet all = new BitSet();
            for (int number : numbers) {
                all.set(number);
            }
            return all;
        }
    }
}
