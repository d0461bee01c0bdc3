package relaycheck.impact;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** The requests of one category: how many, and the first of their lines. */
final class Evidence {
    private static final int MAX_SAMPLES = 5;

    private final List<String> samples = new ArrayList<>();
    private long count;
    private long guessed;

    void add(RelayRequest request, String where, boolean guess) {
        count++;
        guessed += guess ? 1 : 0;
        if (samples.size() < MAX_SAMPLES) {
            samples.add(where + ":" + request.line() + ": " + request.sample());
        }
    }

    Impact.Finding finding(Category category) {
        return new Impact.Finding(category.severity(), category.because(count, guessed), ImmutableList.copyOf(samples));
    }
}
