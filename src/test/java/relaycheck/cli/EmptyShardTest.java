package relaycheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import relaycheck.peer.PeerStep;
import relaycheck.peer.RawPeer;

/** A list of few hosts in many parts: some hold none. A job of eight pods must not fail for it. */
@Timeout(60)
class EmptyShardTest {
    private final Console console = new Console();

    @TempDir
    Path folder;

    @Test
    void partWithoutATarget_isInOrder_andJoinsTheOthers() throws IOException {
        Path[] stores = {folder.resolve("1.db"), folder.resolve("2.db")};
        try (ScanOnLoopback scan = new ScanOnLoopback(folder);
                RawPeer host = RawPeer.of(new PeerStep.Expect(), new PeerStep.Say("HTTP/1.1 404 No\r\n\r\n"))) {
            String target = "127.0.0.1:" + host.port();
            int asked = 0;
            for (int part = 1; part <= stores.length; part++) {
                ScanOnLoopback.Result result = scan.scan(target, "--shard", part + "/" + stores.length);
                assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.OK);
                assertThat(scan.scan(target, "--shard", part + "/" + stores.length, "--dry-run")
                                .status())
                        .isEqualTo(ExitStatus.OK);
                asked += result.findings().size();
                Files.move(scan.store(), stores[part - 1]);
            }
            assertThat(asked).isEqualTo(1);
            assertThat(scan.scan("192.0.2.1", "--shard", "1/2").err()).contains("nothing is left to scan");
        }
        assertThat(console.run("report", stores[0], stores[1])).isEqualTo(ExitStatus.OK);
        assertThat(console.out.toString()).contains("1 endpoint: 1 NOT_A_RELAY");
    }
}
