package relaycheck.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import relaycheck.proof.ProofKey;

/** The file in which scanner and canary keep the key that they share: for its owner alone. */
public final class KeyFile {
    private static final ImmutableSet<PosixFilePermission> OTHERS =
            ImmutableSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Integer ROOT = 0;
    /** Longer than any key file: what is longer is another file. */
    private static final int MOST_BYTES = 1_024;

    private KeyFile() {}

    /**
     * The key in this file.
     *
     * @throws IOException              where it cannot be read
     * @throws IllegalArgumentException where it holds no key, or others than its owner may read or write it
     */
    public static ProofKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean given = !isRoot() && Files.getAttribute(file, "unix:uid").equals(ROOT);
        if (isOpen(permissions, given)) {
            throw new IllegalArgumentException(
                    file + ": others than its owner have access to this key (chmod 600 " + file + ")");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ProofKey.parse(new String(in.readNBytes(MOST_BYTES), US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether others may have it too. What root gave to a group that we are of is not ours to change: so come the secrets of
     * Kubernetes, and of systemd where a list names its one reader.
     */
    static boolean isOpen(Set<PosixFilePermission> permissions, boolean givenByRoot) {
        return permissions.stream()
                .filter(permission -> !givenByRoot || permission != PosixFilePermission.GROUP_READ)
                .anyMatch(OTHERS::contains);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The key in this file, which is made with that key where it is missing. */
    public static ProofKey readOrMake(Path file, ProofKey ifMissing) throws IOException {
        try (FileChannel made =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            Channels.newOutputStream(made).write(ifMissing.text().getBytes(US_ASCII));
            return ifMissing;
        } catch (FileAlreadyExistsException e) {
            return read(file);
        }
    }
}
