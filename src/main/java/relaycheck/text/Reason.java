package relaycheck.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, in words for its owner: what the platform says is often the file's name alone. */
public final class Reason {
    private Reason() {}

    /** Of a file that should be there. */
    public static String of(IOException problem) {
        return problem instanceof NoSuchFileException ? "there is no such file" : other(problem);
    }

    /** Of a file that was to be made: what is missing is its folder. */
    public static String ofMaking(IOException problem) {
        return problem instanceof NoSuchFileException ? "there is no such folder" : other(problem);
    }

    private static String other(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof FileSystemException about && about.getReason() != null) {
            return about.getReason();
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }
}
