package relaycheck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relaycheck.history.Run;
import relaycheck.store.Store;

/** The store of a scan, made when it is first needed: what ends before its first question leaves none behind. */
final class ScanStore implements AutoCloseable {
    private final Path file;
    private @Nullable Store store;

    /** Opens it where it is there. */
    ScanStore(Path file) {
        this.file = file;
        this.store = Files.exists(file) ? Store.open(file) : null;
    }

    /** The run that can be gone on with. */
    Optional<Run> lastRun() {
        return store == null ? Optional.empty() : store.lastRun();
    }

    /** What holds earlier runs. */
    Store existing() {
        if (store == null) {
            throw new IllegalArgumentException("there is no store " + file + " yet, and no run to compare with");
        }
        return store;
    }

    /** The store, made where it is missing. */
    Store open() {
        store = store == null ? Store.open(file) : store;
        return store;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
