package relaycheck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A report as a format writes it. */
final class Written {
    private Written() {}

    static String as(String format, Report report) {
        return as(ReportFormats.named(format), report);
    }

    static String as(ReportFormat format, Report report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }
}
