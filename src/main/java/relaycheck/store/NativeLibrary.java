package relaycheck.store;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
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
    private static boolean missing;

    private NativeLibrary() {}

    /**
     * Loads it, once; what is no usual Linux is left to the driver.
     *
     * @throws StoreException where it cannot be loaded from anywhere
     */
    static synchronized void load() {
        String processor = System.getProperty("os.arch", "");
        if (!tried && System.getProperty(FOLDER) == null && isUsualLinux(GLIBC.get(processor))) {
            tried = true;
            missing = !isLoaded("native/Linux/" + NAMES_OF_DRIVER.get(processor) + "/libsqlitejdbc.so");
        }
        if (missing) {
            throw missing(null);
        }
    }

    /** What to say where it is missing. */
    static StoreException missing(@Nullable Throwable problem) {
        return new StoreException(
                "SQLite's library cannot be loaded from " + Joiner.on(" or ").join(folders())
                        + " (mounted noexec?); name a folder that is not: JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=DIR",
                problem);
    }

    /** Where copies are made, in this order: hardened servers let nothing run in the folder for what is temporary. */
    private static ImmutableList<Path> folders() {
        return ImmutableList.of(
                Path.of(System.getProperty(OTHER_TEMPORARY, System.getProperty("java.io.tmpdir"))),
                Path.of(System.getProperty("user.home"), ".cache"),
                Path.of("").toAbsolutePath());
    }

    private static boolean isLoaded(String packed) {
        for (Path folder : folders()) {
            if (isLoaded(packed, folder)) {
                return true;
            }
        }
        return false;
    }

    /** Also true where the driver has no such library: what it does instead is its own affair. */
    private static boolean isLoaded(String packed, Path folder) {
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
            if (library != null) {
                load(library, folder);
            }
            return true;
        } catch (Exception e) {
            return false; // what the driver throws is no narrower
        }
    }

    private static void load(InputStream library, Path folder) throws Exception {
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
