package relaycheck.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words for its owner. */
final class Reason {
    private Reason() {}

    static String of(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof FileSystemException about && about.getReason() != null) {
            return about.getReason();
        }
        return String.valueOf(problem.getMessage());
    }
}
