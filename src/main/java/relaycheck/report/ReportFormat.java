package relaycheck.report;

import java.io.IOException;
import java.io.OutputStream;

/** One form of report. Stateless. Text from peers passes {@code Printable} and the form's own escaping in it, once. */
public interface ReportFormat {
    /** Its name for {@code --format}. */
    String name();

    /** Writes the report; the stream stays open. */
    void write(Report report, OutputStream out) throws IOException;
}
