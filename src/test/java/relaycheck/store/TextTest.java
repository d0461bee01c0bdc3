package relaycheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

class TextTest {
    /** A tab behind a prefix, in the name of a place or of a file, made a whole store unreadable. */
    @Test
    void whatTheUserTyped_isReadAsItWas() {
        ImmutableMap<String, String> settings =
                ImmutableMap.of("own", "10.0.0.0/8\t", "vantage", "a\nb\\tc\\\n", "scope", "C:\\new\\x", "exclude", "");
        assertThat(Text.map(Text.of(settings))).containsExactlyEntriesOf(settings);
        assertThat(Text.of(settings).lines()).hasSize(4);
        ImmutableList<String> warnings = ImmutableList.of("one\ntwo", "\\", "\t$1");
        assertThat(Text.list(Text.of(warnings))).containsExactlyElementsOf(warnings);
    }

    @Test
    void whatAnEarlierVersionWrote_isReadAsItWas() {
        assertThat(Text.map("probes\tstandard\nown\t10.0.0.0/8\tx")).containsEntry("own", "10.0.0.0/8\tx");
        assertThat(Text.list("a\\d\nb")).containsExactly("a\\d", "b");
    }
}
