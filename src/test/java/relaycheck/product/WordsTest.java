package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void longWords_areCut() {
        Words words = new Words("h".repeat(Words.LIMIT + 1), "b".repeat(Words.LIMIT + 1));
        assertThat(words.head()).hasSize(Words.LIMIT);
        assertThat(words.body()).hasSize(Words.LIMIT);
    }

    @Test
    void shortWords_stay() {
        assertThat(new Words("head", "b".repeat(Words.LIMIT)))
                .isEqualTo(new Words("head", "b".repeat(Words.LIMIT)))
                .extracting(Words::head, Words::body)
                .containsExactly("head", "b".repeat(Words.LIMIT));
    }
}
