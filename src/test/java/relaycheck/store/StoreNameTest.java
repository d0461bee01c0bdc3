package relaycheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files that mean something else to the database. */
class StoreNameTest {
    @TempDir
    private Path dir;

    @Test
    void memory_isAFile() throws Exception {
        Path file = Path.of(":memory:");
        try {
            Store.open(file).close();
            assertThat(Files.size(file)).isPositive();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void aQuestionMark_isRefused_andNothingIsMade() {
        assertThatThrownBy(() -> Store.open(dir.resolve("a?b.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a name with ? cannot be opened");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aDirectory_isSaid() {
        assertThatThrownBy(() -> Store.open(dir)).hasMessageContaining("is a directory");
    }

    @Test
    void anEmptyFile_becomesAStoreByAScanAlone() throws Exception {
        Path file = Files.createFile(dir.resolve("empty"));
        assertThatThrownBy(() -> Store.openExisting(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is an empty file");
        assertThat(file).isEmptyFile();
        Store.open(file).close();
        Store.openExisting(file).close();
    }
}
