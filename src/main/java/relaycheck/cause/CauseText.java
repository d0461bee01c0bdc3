package relaycheck.cause;

import com.google.common.base.Ascii;
import java.io.IOException;
import relaycheck.text.Printable;

/** For people: the worst first, each with what to change. */
final class CauseText implements CauseFormat {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public String ending() {
        return ".txt";
    }

    @Override
    public void write(Findings findings, Appendable out) throws IOException {
        for (Cause cause : findings.causes()) {
            line(out, Ascii.toUpperCase(cause.severity().word()) + "  " + cause.place() + "  " + cause.directive());
            line(out, "    " + cause.software() + ", to " + cause.to().word() + ": " + cause.because());
            line(out, "    " + cause.remedy().text());
            if (!cause.remedy().change().equals(cause.directive())) {
                line(
                        out,
                        "    " + Ascii.toLowerCase(cause.step()) + ": "
                                + cause.remedy().change());
            }
        }
        for (Unread unread : findings.unread()) {
            line(out, "unread  " + unread.place() + "  " + unread.why());
        }
        for (Note note : findings.notes()) {
            line(out, "note  " + note.place() + "  " + note.text());
        }
        line(out, summary(findings));
    }

    private static String summary(Findings findings) {
        long open = findings.causes().stream()
                .filter(cause -> cause.to() == Audience.ANYONE)
                .count();
        return count(findings.files().size(), "file") + " read, " + count(open, "open door") + ", "
                + count(findings.causes().size() - open, "guarded door")
                + (findings.unread().isEmpty() ? "" : ", " + findings.unread().size() + " unread");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(Printable.line(text)).append('\n');
    }
}
