package relaycheck.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain words", "Grüße", "漢字", "a\\b", "@|red x|@"})
    void harmlessText_staysAsItIs(String text) {
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void terminalEscapes_areSpelledOut() {
        assertThat(Printable.line("\u001b[31mred\u009b1m")).isEqualTo("\\u{1b}[31mred\\u{9b}1m");
    }

    @Test
    void lineEndsAndHiddenCharacters_areSpelledOut() {
        assertThat(Printable.line("a\r\nb\u202ec\u200bd\u2028e"))
                .isEqualTo("a\\u{d}\\u{a}b\\u{202e}c\\u{200b}d\\u{2028}e");
    }

    @Test
    void loneSurrogate_doesNotThrow() {
        assertThat(Printable.line("a\ud800b")).isEqualTo("a?b");
    }

    @Test
    void lines_keepsLineFeedsAndTabsOnly() {
        assertThat(Printable.lines("a\r\nb\tc\n\u0007\r")).isEqualTo("a\nb\tc\n\\u{7}\\u{d}");
    }

    @Test
    void limit_cutsAndSaysSo() {
        assertThat(Printable.line("abcdef", 3)).isEqualTo("abc…");
        assertThat(Printable.line("abc", 3)).isEqualTo("abc");
        assertThat(Printable.line("abc", 0)).isEqualTo("…");
    }

    @Test
    void limit_cutsNoCharacterInTwo() {
        String rare = Character.toString(0x20bb7);
        assertThat(Printable.line("ab" + rare + "野家", 3)).isEqualTo("ab…");
        assertThat(Printable.line("ab" + rare + "野家", 4)).isEqualTo("ab" + rare + "…");
    }
}
