package relaycheck.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralIndexTest {
    private final ImmutableList<String> literals =
            ImmutableList.of("server: squid", "server: nginx", "via: ", "squid", "squid/5", "\u00e9t\u00e9 x");
    private final LiteralIndex index = new LiteralIndex(literals);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Server: squid            | server: squid,squid
            SERVER: SQUID/5.7        | server: squid,squid,squid/5
            x server: nginx x        | server: nginx
            squid                    | squid
            squi                     | ''
            erver: nginx             | ''
            server: squi             | ''
            vivia:via                | ''
            vivia: viavia: x         | 'via: '
            nothing of the kind      | ''
            ''                       | ''
            """)
    void literals_areFoundInEitherCase(String text, String found) {
        assertThat(found(text)).isEqualTo(found);
    }

    @Test
    void bytesBeyondAscii_areCharactersLikeOthers() {
        assertThat(found("un \u00e9t\u00e9 x")).isEqualTo("\u00e9t\u00e9 x");
        assertThat(found("un ete x")).isEmpty();
    }

    @Test
    void eachLiteralOfTheStandardProducts_isFoundAlone() {
        ImmutableList<String> all = Products.standard().signatures().stream()
                .map(signature -> signature.expression().literal())
                .filter(literal -> !literal.isEmpty())
                .collect(ImmutableList.toImmutableList());
        LiteralIndex large = new LiteralIndex(all);
        for (int i = 0; i < all.size(); i++) {
            assertThat(large.in(all.get(i)).get(i)).as(all.get(i)).isTrue();
            assertThat(large.in(all.get(i).substring(1)).get(i)).as(all.get(i)).isFalse();
        }
    }

    private String found(String text) {
        return index.in(text).stream().mapToObj(literals::get).collect(Collectors.joining(","));
    }
}
