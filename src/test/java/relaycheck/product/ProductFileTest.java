package relaycheck.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relaycheck.http.ProxyStatus;

class ProductFileTest {
    private static final String REMEDY = "change en Change it.\nsafe a = b\nsafe\nsafe c\ncheck cmd\n";
    private static final Path FOLDER = Path.of("src/main/resources/relaycheck/product");

    @Test
    void completeFile_isRead() {
        ProductFile.Entry entry = read("""
                # Some product
                name Some Product

                role gateway
                seen x-1/a x-1/b
                is head ^Server: some(?:/(\\d))?
                denial body http_request_denied turned down
                also head ^Server: some
                also head ^X-Some: y
                unseen
                failure-anyway body dns_error no such name
                login head ^X-Login: z
                perhaps raw \\x05
                """ + REMEDY);
        assertThat(entry.name()).isEqualTo("Some Product");
        assertThat(entry.signatures())
                .extracting(Signature::meaning)
                .containsExactly(Meaning.IS, Meaning.DENIAL, Meaning.FAILURE_ANYWAY, Meaning.LOGIN, Meaning.PERHAPS);
        Signature denial = entry.signatures().get(1);
        assertThat(denial.product()).isEqualTo("Some Product");
        assertThat(denial.role()).isEqualTo(Role.GATEWAY);
        assertThat(denial.reason()).isEqualTo(ProxyStatus.HTTP_REQUEST_DENIED);
        assertThat(denial.seenIn()).containsExactly("x-1/a", "x-1/b");
        assertThat(denial.also()).hasSize(2);
        assertThat(denial).hasToString("x.product:7");
        assertThat(entry.signatures().get(2).isSeen()).isFalse();
        assertThat(entry.remedy().get().in(Locale.ENGLISH))
                .isEqualTo(new Remedy("Change it.", ImmutableList.of("a = b", "", "c"), "cmd"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            nonsense head x                        ~ x.product:3: nonsense is not allowed here
            is head                                ~ x.product:3: something is missing after head
            is tail abcd                           ~ x.product:3: tail is not allowed here
            is head ab.*                           ~ x.product:3: * has no bound: write {0,40}
            failure head because abcd              ~ x.product:3: because is not allowed here
            failure head dns_error                 ~ x.product:3: something is missing after dns_error
            also head abcd                         ~ x.product:3: also follows another expression
            role king                              ~ x.product:3: king is not allowed here
            """)
    void mistake_isNamedWithFileAndLine(String line, String complaint) {
        assertThatThrownBy(() -> read("role proxy\nunseen\n" + line + "\n" + REMEDY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    @Test
    void signature_needsRoleAndCapturesAbove() {
        assertThatThrownBy(() -> read("role proxy\nis head abcd\n" + REMEDY))
                .hasMessage("x.product:2: seen or unseen must stand above");
        assertThatThrownBy(() -> read("unseen\nis head abcd\n" + REMEDY))
                .hasMessage("x.product:2: role must stand above");
    }

    @Test
    void fileWithoutARemedy_isRefused() {
        assertThatThrownBy(() -> read("role proxy\nunseen\nis head abcd\n"))
                .hasMessage("x.product: a remedy must end the file: change, safe, check");
    }

    @ParameterizedTest
    @CsvSource({"safe", "check"})
    void halfARemedy_isRefusedWhenItIsAskedFor(String word) {
        String text = REMEDY.lines().filter(line -> !line.startsWith(word)).reduce("\n", (a, b) -> a + b + "\n");
        ProductFile.Entry entry = read(text);
        assertThatThrownBy(() -> entry.remedy().get()).hasMessageEndingWith("safe and check must stand in the file");
    }

    @Test
    void otherLineInARemedy_isNamed() {
        ProductFile.Entry entry = read("role proxy\n" + REMEDY + "# fine\nis head abcd\n");
        assertThatThrownBy(() -> entry.remedy().get())
                .hasMessage("x.product:8: after change come safe and check only: is head abcd");
    }

    @Test
    void remedy_isInTheReadersLanguageOrTheFirst() {
        RemedyText remedy = read("\nchange en Do.\nchange ja する。\nsafe x\ncheck y\n")
                .remedy()
                .get();
        assertThat(remedy.in(Locale.JAPAN).change()).isEqualTo("する。");
        assertThat(remedy.in(Locale.GERMAN).change()).isEqualTo("Do.");
    }

    @Test
    void everyFile_isInTheListOnce() throws IOException {
        List<String> listed = Files.readAllLines(FOLDER.resolve("products.list"), UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line + ".product")
                .toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".product")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    private static ProductFile.Entry read(String text) {
        return ProductFile.read("x.product", text.getBytes(UTF_8));
    }
}
