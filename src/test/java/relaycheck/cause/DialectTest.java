package relaycheck.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {
    static Stream<Arguments> cases() throws IOException {
        Stream.Builder<Arguments> all = Stream.builder();
        for (Dialect dialect : Causes.DIALECTS) {
            DialectCase.of(dialect.name()).forEach(one -> all.add(Arguments.of(dialect.name(), one)));
        }
        return all.build();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void configuration_opensWhatTheCaseSays(String dialect, DialectCase one) {
        Findings findings = one.read(dialect);
        assertThat(DialectCase.written(findings)).isEqualTo(String.join("\n", one.causes()));
        // whoever reads it may be one of those who get through
        assertThat(findings.causes())
                .extracting(cause -> cause.remedy().text())
                .noneMatch(text -> text.contains("closed") || text.contains("may stay"));
        for (String note : one.notes()) {
            assertThat(findings.notes()).extracting(Note::text).anyMatch(text -> text.contains(note));
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyDialect_hasAsManyClosedCasesAsItHasOpenOnes(Dialect dialect) throws IOException {
        long open = DialectCase.of(dialect.name()).stream()
                .filter(one -> one.causes().stream().anyMatch(cause -> cause.contains(" anyone ")))
                .count();
        assertThat(open).isPositive();
        assertThat(DialectCase.of(dialect.name()).size() - open).isGreaterThanOrEqualTo(open - 1);
    }

    static Stream<Dialect> dialects() {
        return Causes.DIALECTS.stream();
    }
}
