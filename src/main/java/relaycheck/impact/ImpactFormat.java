package relaycheck.impact;

import java.io.IOException;

/** One way to write an {@link Impact}. */
public interface ImpactFormat {
    /** The ending of files in this format, which picks it. */
    String ending();

    /** Writes all of it; text that came from a log is made safe here. */
    void write(Impact impact, Appendable out) throws IOException;
}
