package relaycheck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeLibraryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"java.io.tmpdir", "org.sqlite.tmpdir"})
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void libraryThatIsLoaded_leavesNoCopy(String property) throws Exception {
        assertThat(run("-D" + property + "=" + folder, Loading.class.getName(), folder.toString()))
                .isEqualTo("[]");
    }

    /** As where the folder for what is temporary is mounted noexec. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void folderFromWhichNothingLoads_isFollowedByTheUsersOwn() throws Exception {
        Files.createDirectory(folder.resolve(".cache"));
        assertThat(run(
                        "-Djava.io.tmpdir=/nowhere",
                        "-Duser.home=" + folder,
                        Loading.class.getName(),
                        folder + "/.cache"))
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none=none", "org.sqlite.lib.path=/nowhere"})
    void libraryThatLoadsFromNowhere_isToldInOneLine(String property) throws Exception {
        assertThat(run(
                        "-Dorg.sqlite.tmpdir=/nowhere",
                        "-Duser.home=/nowhere",
                        "-Duser.dir=/nowhere",
                        "-D" + property,
                        Missing.class.getName(),
                        folder.toString()))
                .matches("(SQLite's library cannot be loaded from /nowhere or [^\\n]*=-Dorg.sqlite.tmpdir=DIR\\n){2}");
    }

    @Test
    void unusualSystem_isLeftToTheDriver() throws Exception {
        assertThat(run("-Dos.name=Plan 9", Trying.class.getName())).isEqualTo("null null");
    }

    private static String run(String... arguments) throws Exception {
        Process java = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                Stream.of(arguments))
                        .toList())
                .start();
        String said = new String(java.getInputStream().readAllBytes(), UTF_8);
        String complained = new String(java.getErrorStream().readAllBytes(), UTF_8);
        assertThat(java.waitFor()).as(complained).isZero();
        assertThat(complained).doesNotContain("\tat "); // of a stack trace; newer JVMs complain of native libraries
        return said;
    }

    /** Says what lies in the folder once the library is there: the driver's own copy would stay to the end. */
    static final class Loading {
        public static void main(String[] arguments) throws IOException {
            Store.load();
            try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
                System.out.print(files.toList());
            }
        }
    }

    /** Says what the driver is told. */
    static final class Trying {
        public static void main(String[] arguments) {
            NativeLibrary.load();
            System.out.print(
                    System.getProperty("org.sqlite.lib.path") + " " + System.getProperty("org.sqlite.lib.name"));
        }
    }

    /** Says why a store cannot be opened, the second time as well. */
    static final class Missing {
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    Store.open(Path.of(arguments[0], "relaycheck.db"));
                } catch (StoreException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
