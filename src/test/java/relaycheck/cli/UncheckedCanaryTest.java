package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.peer.PickyRelay;

/** A canary to which only the relays have a way: nothing answers at the address that is named, and they go elsewhere. */
@Timeout(60)
class UncheckedCanaryTest {
    @TempDir
    private Path dir;

    private final Console console = new Console();

    @Test
    void aRelayThatReachesIt_isOpen() throws IOException {
        assertThat(scanned(line -> true)).isEqualTo(ExitStatus.EXPOSED);
        assertThat(console.out.toString())
                .contains("1 endpoint: 1 OPEN", "the canary's proof came back")
                .containsIgnoringWhitespaces("the canary was not checked (--canary-unchecked)");
    }

    @Test
    void aHostThatRelaysNothing_isNoRelay() throws IOException {
        assertThat(scanned(line -> false)).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString())
                .contains("1 endpoint: 1 NOT_A_RELAY")
                .containsIgnoringWhitespaces("the canary was not checked (--canary-unchecked)");
    }

    private int scanned(Predicate<String> carries) throws IOException {
        try (PickyRelay relay = PickyRelay.of(carries);
                ScanOnLoopback canary = new ScanOnLoopback(dir)) {
            return console.run(
                    "scan",
                    "127.0.0.1:" + relay.port(),
                    "--canary=127.0.0.2:" + canary.canaryPort(),
                    "--canary-unchecked",
                    "--key-file=" + dir.resolve("key"),
                    "--store=" + dir.resolve("s.db"),
                    "--deadline=2s",
                    "--progress=never");
        }
    }
}
