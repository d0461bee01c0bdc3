package relaycheck.cause;

import java.io.IOException;

/** A way to write findings down. */
public interface CauseFormat {
    /** Its name, for {@code --format}. */
    String name();

    /** How the names of its files end. */
    String ending();

    /** Writes the findings. */
    void write(Findings findings, Appendable out) throws IOException;
}
