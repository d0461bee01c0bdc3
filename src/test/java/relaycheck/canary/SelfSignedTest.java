package relaycheck.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SelfSignedTest {
    @TempDir
    private Path folder;

    @Test
    void aMakerThatHangs_isEnded() {
        ProcessBuilder hangs = new ProcessBuilder("sleep", "3600");
        assertThatThrownBy(() -> SelfSigned.run(hangs, folder.resolve("words"), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not end");
    }

    @Test
    void aMakerThatFails_isQuoted() {
        ProcessBuilder fails = new ProcessBuilder("sh", "-c", "echo no room; exit 1");
        assertThatThrownBy(() -> SelfSigned.run(fails, folder.resolve("words"), 20))
                .isInstanceOf(IOException.class)
                .hasMessage("keytool made no certificate: no room");
    }

    @Test
    void aCertificate_isMade() throws Exception {
        assertThat(new SelfSigned().context().get(50, TimeUnit.SECONDS).getProtocol())
                .isEqualTo("TLS");
    }
}
