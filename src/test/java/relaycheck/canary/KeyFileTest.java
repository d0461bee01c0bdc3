package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relaycheck.canary.Fixtures.KEY;
import static relaycheck.canary.Fixtures.OTHER_KEY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("key");
    }

    @Test
    void aMissingFile_isMadeForItsOwnerAlone() throws IOException {
        assertThat(KeyFile.readOrMake(file, KEY).text()).isEqualTo(KEY.text());
        assertThat(file).content().isEqualTo("01".repeat(32) + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anExistingFile_isKept() throws IOException {
        KeyFile.readOrMake(file, KEY);
        assertThat(KeyFile.readOrMake(file, OTHER_KEY).text()).isEqualTo(KEY.text());
        assertThat(KeyFile.read(file).text()).isEqualTo(KEY.text());
    }

    @Test
    void aMissingFile_cannotBeRead() {
        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void aFileForOthersToo_isRefused(String permissions) throws IOException {
        Files.writeString(file, KEY.text());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # permissions, given by root, open
            rw-------, false, false
            r--r-----, false, true
            r--r-----, true, false
            rw-r-----, true, false
            rw-rw----, true, true
            r--r--r--, true, true
            """)
    void aFileThatRootGaveToOurGroup_isForUsAlone(String permissions, boolean given, boolean open) {
        assertThat(KeyFile.isOpen(PosixFilePermissions.fromString(permissions), given))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "01", "not a key", "0101010101010101010101010101010101010101010101010101010101010101ff"})
    void aFileWithoutAKey_isRefusedByName(String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": a key file holds 64 hexadecimal digits and a line feed");
    }
}
