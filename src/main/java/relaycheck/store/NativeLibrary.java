package relaycheck.store;

import com.google.common.collect.ImmutableMap;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The database's library on the usual Linux, copied out of the program's archive to be loaded. The driver does so by itself, but
 * starts a process to hear whether this is Android, and compares its copy byte by byte: half of the time that it takes to load.
 */
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    /** Where the driver is told to put its copy. */
    private static final String OTHER_TEMPORARY = "org.sqlite.tmpdir";

    /** What glibc's programs begin with, by Java's name of the processor. */
    private static final ImmutableMap<String, Path> GLIBC = ImmutableMap.of(
            "amd64", Path.of("/lib64/ld-linux-x86-64.so.2"), "aarch64", Path.of("/lib/ld-linux-aarch64.so.1"));

    private static final ImmutableMap<String, String> NAMES_OF_DRIVER =
            ImmutableMap.of("amd64", "x86_64", "aarch64", "aarch64");

    private static boolean tried;

    private NativeLibrary() {}

    /** Loads it, once. Where that fails the driver goes its own way later, and says what is wrong. */
    static synchronized void load() {
        String processor = System.getProperty("os.arch", "");
        if (tried || System.getProperty(FOLDER) != null || !isUsualLinux(GLIBC.get(processor))) {
            return;
        }
        tried = true;
        String packed = "native/Linux/" + NAMES_OF_DRIVER.get(processor) + "/libsqlitejdbc.so";
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
            if (library != null) {
                load(library);
            }
        } catch (Exception e) {
            // what the driver throws is no narrower
        }
    }

    private static void load(InputStream library) throws Exception {
        Path folder = Path.of(System.getProperty(OTHER_TEMPORARY, System.getProperty("java.io.tmpdir")));
        Path copy = Files.createTempFile(folder, "relaycheck-", ".so"); // its owner's alone
        try {
            // into that very file: to replace it would give it the rights of any other
            try (OutputStream out = Files.newOutputStream(copy)) {
                library.transferTo(out);
            }
            System.setProperty(FOLDER, folder.toString());
            System.setProperty(NAME, copy.getFileName().toString());
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(FOLDER);
            System.clearProperty(NAME);
            Files.delete(copy); // what is loaded stays
        }
    }

    private static boolean isUsualLinux(@Nullable Path glibc) {
        return System.getProperty("os.name", "").equals("Linux") && glibc != null && Files.exists(glibc);
    }
}
