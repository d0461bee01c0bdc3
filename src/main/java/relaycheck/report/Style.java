package relaycheck.report;

import relaycheck.verdict.Severity;

/** Whether words on a terminal carry colours. */
public enum Style {
    /** No escape codes: a file, a pipe, {@code NO_COLOR}. */
    PLAIN,
    /** The eight colours that every terminal has (ECMA-48 SGR). */
    COLOURED;

    /** The text in the colour of a severity. */
    String paint(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> sgr("1;31", text);
            case HIGH -> sgr("31", text);
            case MEDIUM -> sgr("33", text);
            case LOW -> sgr("36", text);
            case INFO -> sgr("34", text);
            case NONE -> sgr("32", text);
        };
    }

    /** The text in bold. */
    String strong(String text) {
        return sgr("1", text);
    }

    /** The text less bright than others. */
    String faint(String text) {
        return sgr("2", text);
    }

    private String sgr(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
